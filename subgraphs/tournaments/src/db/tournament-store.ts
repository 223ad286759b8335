import { inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, asc, count, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { tournaments, type TournamentRow, type TournamentStatus } from './schema.ts';

type Db = Queryable<typeof schema>;

/** The tournaments with these ids, in their order; null where there is none. */
export async function findTournaments(db: Db, ids: readonly string[]): Promise<(TournamentRow | null)[]> {
  const rows = await db.select().from(tournaments).where(isOneOf(tournaments.id, ids));
  return inOrder(ids, rows, (row) => row.id);
}

/** A tournament, which must exist. */
export async function requireTournament(db: Db, id: string): Promise<TournamentRow> {
  const [row] = await findTournaments(db, [id]);
  if (!row) throw new Error(`Tournament ${id} is gone`);
  return row;
}

/** The tournament with this id, locked until the transaction ends; undefined when there is none. */
export async function lockTournament(tx: Db, id: string): Promise<TournamentRow | undefined> {
  const [row] = await tx.select().from(tournaments).where(eq(tournaments.id, id)).for('update');
  return row;
}

/** Lets one transaction at a time create tournaments of this organiser. */
export async function lockOrganizer(tx: Db, organizerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`organizer:${organizerId}`}, 0))`);
}

/** The tournament that its organiser created under this idempotency key. */
export async function findByIdempotencyKey(
  db: Db,
  organizerId: string,
  idempotencyKey: string,
): Promise<TournamentRow | undefined> {
  const [row] = await db
    .select()
    .from(tournaments)
    .where(and(eq(tournaments.organizerId, organizerId), eq(tournaments.idempotencyKey, idempotencyKey)));
  return row;
}

/** How many free tournaments of the organiser are in one of these statuses, and how many were created since. */
export async function countFreeTournaments(
  db: Db,
  organizerId: string,
  { statuses, since }: { statuses: readonly TournamentStatus[]; since: Date },
): Promise<{ inStatus: number; createdSince: number }> {
  const [row] = await db
    .select({
      inStatus: count(sql`case when ${inArray(tournaments.status, [...statuses])} then 1 end`),
      createdSince: count(sql`case when ${gte(tournaments.createdAt, since)} then 1 end`),
    })
    .from(tournaments)
    .where(and(eq(tournaments.organizerId, organizerId), eq(tournaments.isFree, true)));
  return row ?? { inStatus: 0, createdSince: 0 };
}

/** The ids of the PENDING tournaments whose end was before this instant. */
export async function findPendingEndedBefore(db: Db, at: Date): Promise<string[]> {
  const rows = await db
    .select({ id: tournaments.id })
    .from(tournaments)
    .where(and(eq(tournaments.status, 'PENDING'), lt(tournaments.endsAt, at)))
    .orderBy(asc(tournaments.endsAt));
  return rows.map(({ id }) => id);
}

/** Stores a new tournament. */
export async function insertTournament(db: Db, row: TournamentRow): Promise<void> {
  await db.insert(tournaments).values(row);
}

/** Changes a tournament, which must exist, and returns it as it is then. */
export async function updateTournament(
  db: Db,
  id: string,
  changes: Partial<Omit<TournamentRow, 'id'>>,
): Promise<TournamentRow> {
  const [row] = await db.update(tournaments).set(changes).where(eq(tournaments.id, id)).returning();
  if (!row) throw new Error(`Tournament ${id} is gone`);
  return row;
}
