import { grouped, inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, asc, eq, gt, inArray, isNotNull, ne, sql, type SQL } from 'drizzle-orm';
import { isFree, notLapsed, SOLD_STATUSES } from './holds.ts';
import type * as schema from './schema.ts';
import { tickets, tournaments, type TicketType } from './schema.ts';
import { sellsSeats } from './tournament-store.ts';

type Db = Queryable<typeof schema>;

/** How many seats a tournament has, and in whose hands. */
export type Availability = { total: number; available: number; reserved: number; sold: number };

/** What a tournament has sold of one type of ticket. */
export type Sales = {
  tournamentId: string;
  type: TicketType;
  sold: number;
  canceled: number;
  grossMinor: number;
};

const isSold = inArray(tickets.status, [...SOLD_STATUSES]);
const countIf = (condition: SQL | undefined) =>
  sql<number>`count(*) filter (where ${condition})`.mapWith(Number);

/** The availability of each tournament's seats, in the ids' order; null where there are none. */
export async function findAvailability(
  db: Db,
  tournamentIds: readonly string[],
  now: Date,
): Promise<(Availability | null)[]> {
  const rows = await db
    .select({
      tournamentId: tickets.tournamentId,
      total: countIf(ne(tickets.status, 'CANCELED')),
      available: countIf(and(isFree(now), sellsSeats)),
      reserved: countIf(and(eq(tickets.status, 'RESERVED'), notLapsed(now))),
      sold: countIf(isSold),
    })
    .from(tickets)
    .innerJoin(tournaments, eq(tournaments.id, tickets.tournamentId))
    .where(and(isOneOf(tickets.tournamentId, tournamentIds), eq(tickets.type, 'PARTICIPANT')))
    .groupBy(tickets.tournamentId);
  return inOrder(tournamentIds, rows, (row) => row.tournamentId);
}

/** When the first hold on a seat of a tournament lapses after a moment; null when none does. */
export async function findNextLapse(db: Db, tournamentId: string, after: Date): Promise<Date | null> {
  const [row] = await db
    .select({ lapsesAt: tickets.holdUntil })
    .from(tickets)
    .where(
      and(
        eq(tickets.tournamentId, tournamentId),
        eq(tickets.type, 'PARTICIPANT'),
        eq(tickets.status, 'RESERVED'),
        gt(tickets.holdUntil, after),
      ),
    )
    .orderBy(asc(tickets.holdUntil))
    .limit(1);
  return row?.lapsesAt ?? null;
}

/** What each tournament has sold by type, in the ids' order; a type of which it has no tickets is left out. */
export async function findSales(db: Db, tournamentIds: readonly string[]): Promise<Sales[][]> {
  const rows = await db
    .select({
      tournamentId: tickets.tournamentId,
      type: tickets.type,
      sold: countIf(isSold),
      canceled: countIf(and(eq(tickets.status, 'CANCELED'), isNotNull(tickets.issuedAt))),
      grossMinor: sql<number>`coalesce(sum(${tickets.priceMinor}) filter (where ${isSold}), 0)`.mapWith(
        Number,
      ),
    })
    .from(tickets)
    .where(isOneOf(tickets.tournamentId, tournamentIds))
    .groupBy(tickets.tournamentId, tickets.type);
  return grouped(tournamentIds, rows, (row) => row.tournamentId);
}

/** The currency of each tournament, in the ids' order; null where it is not known yet. */
export async function findCurrencies(db: Db, tournamentIds: readonly string[]): Promise<(string | null)[]> {
  const rows = await db
    .select({ id: tournaments.id, currency: tournaments.currency })
    .from(tournaments)
    .where(isOneOf(tournaments.id, tournamentIds));
  return inOrder(tournamentIds, rows, (row) => row.id).map((row) => row?.currency ?? null);
}
