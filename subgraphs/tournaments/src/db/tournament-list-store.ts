import { counts, grouped, idArray, isOneOf, type PageRequest, type Queryable } from '@arena/subgraph-kit';
import { unionAll } from 'drizzle-orm/pg-core';
import { and, asc, count, desc, eq, gt, inArray, like, lt, sql, type SQL } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { tournaments, tournamentStatus, type TournamentRow, type TournamentStatus } from './schema.ts';

type Db = Queryable<typeof schema>;

/** An instant as RFC 3339 and the id that breaks ties. */
export type InstantKey = [at: string, id: string];

export type TournamentOrder = 'STARTS_AT_ASC' | 'STARTS_AT_DESC' | 'CREATED_AT_DESC';

/** Which tournaments a list holds; every part given must match. */
export type TournamentFilter = {
  status?: readonly TournamentStatus[] | undefined;
  gameId?: string | undefined;
  categoryId?: string | undefined;
  isFree?: boolean | undefined;
  organizerId?: string | undefined;
  /** folded; each a part of the folded name */
  words?: readonly string[] | undefined;
  startsAfter?: Date | undefined;
  startsBefore?: Date | undefined;
};

const ORDERS = {
  STARTS_AT_ASC: { key: 'startsAt', direction: asc, follows: sql`>` },
  STARTS_AT_DESC: { key: 'startsAt', direction: desc, follows: sql`<` },
  CREATED_AT_DESC: { key: 'createdAt', direction: desc, follows: sql`<` },
} as const;

const given = <Value>(value: Value | undefined, condition: (value: Value) => SQL): SQL[] =>
  value === undefined ? [] : [condition(value)];

const containing = (word: string): SQL =>
  like(tournaments.searchName, `%${word.replace(/[\\%_]/g, '\\$&')}%`);

const matching = (filter: TournamentFilter): SQL[] => [
  ...given(filter.status, (statuses) => inArray(tournaments.status, [...statuses])),
  ...given(filter.gameId, (id) => eq(tournaments.gameId, id)),
  ...given(filter.categoryId, (id) => eq(tournaments.categoryId, id)),
  ...given(filter.isFree, (isFree) => eq(tournaments.isFree, isFree)),
  ...given(filter.organizerId, (id) => eq(tournaments.organizerId, id)),
  ...given(filter.startsAfter, (at) => gt(tournaments.startsAt, at)),
  ...given(filter.startsBefore, (at) => lt(tournaments.startsAt, at)),
  ...(filter.words ?? []).map(containing),
];

const beyond = (order: TournamentOrder, after: InstantKey | null): SQL[] => {
  const { key, follows } = ORDERS[order];
  return after
    ? [sql`(${tournaments[key]}, ${tournaments.id}) ${follows} (${after[0]}::timestamptz, ${after[1]}::uuid)`]
    : [];
};

const sorting = (order: TournamentOrder): SQL[] => {
  const { key, direction } = ORDERS[order];
  return [direction(tournaments[key]), direction(tournaments.id)];
};

/** What starts before an instant was created before it too, so those created since need not be looked through. */
const implied = (order: TournamentOrder, { startsBefore }: TournamentFilter): SQL[] =>
  order === 'CREATED_AT_DESC' ? given(startsBefore, (at) => lt(tournaments.createdAt, at)) : [];

const pageOf = (
  db: Db,
  filter: TournamentFilter,
  order: TournamentOrder,
  { after, limit }: PageRequest<InstantKey>,
) =>
  db
    .select()
    .from(tournaments)
    .where(and(...matching(filter), ...implied(order, filter), ...beyond(order, after)))
    .orderBy(...sorting(order))
    .limit(limit + 1);

/**
 * The statuses that a list is put together of, each read by itself: they follow each other in time, so that a list of
 * the open ones by their start, read in one, would pass all that are over. Undefined where any will do.
 */
const statusesApart = ({
  status,
  gameId,
  categoryId,
}: TournamentFilter): readonly TournamentStatus[] | undefined =>
  status ?? (gameId || categoryId ? tournamentStatus.enumValues : undefined);

/** A page of the tournaments that match, and one row more when others follow. */
export async function listTournaments(
  db: Db,
  filter: TournamentFilter,
  order: TournamentOrder,
  page: PageRequest<InstantKey>,
): Promise<TournamentRow[]> {
  const ofEach = statusesApart(filter)?.map((status) =>
    pageOf(db, { ...filter, status: [status] }, order, page),
  );
  const [first, second, ...others] = ofEach ?? [pageOf(db, filter, order, page)];
  if (!first || !second) return first ?? [];
  const all = unionAll(first, second, ...others).as('of_each');
  const { key, direction } = ORDERS[order];
  return db
    .select()
    .from(all)
    .orderBy(direction(all[key]), direction(all.id))
    .limit(page.limit + 1);
}

/** How many tournaments match. */
export async function countTournaments(db: Db, filter: TournamentFilter): Promise<number> {
  return db.$count(tournaments, and(...matching(filter)));
}

/** The same page of each organiser's tournaments, the newest first, in the ids' order. */
export async function listOrganized(
  db: Db,
  organizerIds: readonly string[],
  page: PageRequest<InstantKey>,
): Promise<TournamentRow[][]> {
  const ofOne = db
    .select()
    .from(tournaments)
    .where(and(eq(tournaments.organizerId, sql`wanted.id`), ...beyond('CREATED_AT_DESC', page.after)))
    .orderBy(...sorting('CREATED_AT_DESC'))
    .limit(page.limit + 1)
    .as('of_one');
  const rows = await db
    .select(ofOne._.selectedFields)
    .from(sql`unnest(${idArray(organizerIds)}) as wanted(id)`)
    .crossJoinLateral(ofOne)
    .orderBy(desc(ofOne.createdAt), desc(ofOne.id));
  return grouped(organizerIds, rows, (row) => row.organizerId);
}

/** How many tournaments each organiser has, in the ids' order. */
export async function countOrganized(db: Db, organizerIds: readonly string[]): Promise<number[]> {
  const rows = await db
    .select({ id: tournaments.organizerId, count: count() })
    .from(tournaments)
    .where(isOneOf(tournaments.organizerId, organizerIds))
    .groupBy(tournaments.organizerId);
  return counts(organizerIds, rows);
}
