import { counts, grouped, idArray, isOneOf, type PageRequest, type Queryable } from '@arena/subgraph-kit';
import { and, asc, count, desc, eq, exists, gt, sql, type SQL } from 'drizzle-orm';
import { isFree, notLapsed, passes, type TicketFilter } from './holds.ts';
import type * as schema from './schema.ts';
import { tickets, ticketStatus, ticketType, tournaments, type TicketRow } from './schema.ts';
import { sellsSeats } from './tournament-store.ts';

type Db = Queryable<typeof schema>;

/** An instant as RFC 3339 and the id that breaks ties. */
export type InstantKey = [at: string, id: string];

/** Every type and stored status that tickets passing the filter may have, as rows of `kind`. */
function kindsOf({ type, statuses = ticketStatus.enumValues }: TicketFilter): SQL {
  const types = type ? [type] : ticketType.enumValues;
  // a RESERVED one whose hold has lapsed counts as GENERATED
  const stored = statuses.includes('GENERATED') ? [...new Set([...statuses, 'RESERVED'])] : [...statuses];
  return sql`(select * from unnest(${sql.param(types)}::ticket_type[]) as types(type)
    cross join unnest(${sql.param(stored)}::ticket_status[]) as statuses(status)) as kind`;
}

/**
 * The same page of each tournament's tickets by id, in the ids' order. Each type and status is read along the
 * index on its own, so that the few of a rare one are not sought among all others.
 */
export async function listTicketsOf(
  db: Db,
  tournamentIds: readonly string[],
  filter: TicketFilter,
  { limit, after }: PageRequest<string>,
  now: Date,
): Promise<TicketRow[][]> {
  const ofKind = db
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.tournamentId, sql`wanted.id`),
        eq(tickets.type, sql`kind.type`),
        eq(tickets.status, sql`kind.status`),
        passes(filter, now),
        after === null ? undefined : gt(tickets.id, after),
      ),
    )
    .orderBy(asc(tickets.id))
    .limit(limit + 1)
    .as('of_kind');
  const ofOne = db
    .select(ofKind._.selectedFields)
    .from(kindsOf(filter))
    .crossJoinLateral(ofKind)
    .orderBy(asc(ofKind.id))
    .limit(limit + 1)
    .as('of_one');
  const rows = await db
    .select(ofOne._.selectedFields)
    .from(sql`unnest(${idArray(tournamentIds)}) as wanted(id)`)
    .crossJoinLateral(ofOne)
    .orderBy(asc(ofOne.id));
  return grouped(tournamentIds, rows, (row) => row.tournamentId);
}

/** How many tickets each tournament has, in the ids' order. */
export async function countTicketsOf(
  db: Db,
  tournamentIds: readonly string[],
  filter: TicketFilter,
  now: Date,
): Promise<number[]> {
  const rows = await db
    .select({ id: tickets.tournamentId, count: count() })
    .from(tickets)
    .where(and(isOneOf(tickets.tournamentId, tournamentIds), passes(filter, now)))
    .groupBy(tickets.tournamentId);
  return counts(tournamentIds, rows);
}

const ownedBy = (ownerId: string, filter: TicketFilter, now: Date) =>
  and(eq(tickets.ownerId, ownerId), passes(filter, now), notLapsed(now));

/** A page of a person's tickets, the last acquired first, and one row more when others follow. */
export const listOwnedTickets = (
  db: Db,
  ownerId: string,
  filter: TicketFilter,
  { limit, after }: PageRequest<InstantKey>,
  now: Date,
): Promise<TicketRow[]> =>
  db
    .select()
    .from(tickets)
    .where(
      and(
        ownedBy(ownerId, filter, now),
        after
          ? sql`(${tickets.heldSince}, ${tickets.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(tickets.heldSince), desc(tickets.id))
    .limit(limit + 1);

/** How many tickets a person has. */
export async function countOwnedTickets(
  db: Db,
  ownerId: string,
  filter: TicketFilter,
  now: Date,
): Promise<number> {
  return db.$count(tickets, ownedBy(ownerId, filter, now));
}

const forSale = (db: Db, tournamentId: string, now: Date) =>
  and(
    eq(tickets.tournamentId, tournamentId),
    eq(tickets.type, 'PARTICIPANT'),
    sql`${tickets.status} in ('GENERATED', 'RESERVED')`,
    isFree(now),
    exists(
      db
        .select({ id: tournaments.id })
        .from(tournaments)
        .where(and(eq(tournaments.id, tournamentId), sellsSeats)),
    ),
  );

/** A page of the free seats of a tournament whose sale has not closed, and one row more when others follow. */
export const listSeatsForSale = (
  db: Db,
  tournamentId: string,
  { limit, after }: PageRequest<string>,
  now: Date,
): Promise<TicketRow[]> =>
  db
    .select()
    .from(tickets)
    .where(and(forSale(db, tournamentId, now), after === null ? undefined : gt(tickets.id, after)))
    .orderBy(asc(tickets.id))
    .limit(limit + 1);

/** How many free seats a tournament has whose sale has not closed. */
export async function countSeatsForSale(db: Db, tournamentId: string, now: Date): Promise<number> {
  return db.$count(tickets, forSale(db, tournamentId, now));
}
