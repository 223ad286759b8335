import { inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, eq, inArray, or } from 'drizzle-orm';
import { HELD_STATUSES, notLapsed, stillExists } from './holds.ts';
import type * as schema from './schema.ts';
import { tickets, type TicketRow } from './schema.ts';
import { runsItsTournament } from './staff-store.ts';

type Db = Queryable<typeof schema>;

/** Who looks, and when. */
export type Viewer = { userId: string; now: Date };

const mayBeSeenBy = ({ userId, now }: Viewer) =>
  and(stillExists(now), or(and(eq(tickets.ownerId, userId), notLapsed(now)), runsItsTournament(userId)));

/** The tickets with these ids, in their order; null where there is none. */
export async function findTickets(db: Db, ids: readonly string[]): Promise<(TicketRow | null)[]> {
  const rows = await db.select().from(tickets).where(isOneOf(tickets.id, ids));
  return inOrder(ids, rows, (row) => row.id);
}

/** Of the tickets with these ids those that are the viewer's own, or of a tournament that the viewer runs. */
export async function findVisibleTickets(
  db: Db,
  viewer: Viewer,
  ids: readonly string[],
): Promise<(TicketRow | null)[]> {
  const rows = await db
    .select()
    .from(tickets)
    .where(and(isOneOf(tickets.id, ids), mayBeSeenBy(viewer)));
  return inOrder(ids, rows, (row) => row.id);
}

/** The ticket with this code, if it is the viewer's own or of a tournament that the viewer runs. */
export async function findVisibleTicketByCode(
  db: Db,
  viewer: Viewer,
  code: string,
): Promise<TicketRow | undefined> {
  const [row] = await db
    .select()
    .from(tickets)
    .where(and(eq(tickets.code, code), mayBeSeenBy(viewer)));
  return row;
}

/** A person's participant ticket of each tournament, in the ids' order; null where there is none. */
export async function findParticipantTickets(
  db: Db,
  { userId, now }: Viewer,
  tournamentIds: readonly string[],
): Promise<(TicketRow | null)[]> {
  const rows = await db
    .select()
    .from(tickets)
    .where(
      and(
        isOneOf(tickets.tournamentId, tournamentIds),
        eq(tickets.ownerId, userId),
        eq(tickets.type, 'PARTICIPANT'),
        inArray(tickets.status, [...HELD_STATUSES]),
        notLapsed(now),
      ),
    );
  return inOrder(tournamentIds, rows, (row) => row.tournamentId);
}

/** A person's viewer ticket of each match, in the ids' order; null where there is none. */
export async function findViewerTickets(
  db: Db,
  { userId, now }: Viewer,
  matchIds: readonly string[],
): Promise<(TicketRow | null)[]> {
  const rows = await db
    .select()
    .from(tickets)
    .where(
      and(
        isOneOf(tickets.matchId, matchIds),
        eq(tickets.ownerId, userId),
        eq(tickets.type, 'VIEWER'),
        inArray(tickets.status, [...HELD_STATUSES]),
        notLapsed(now),
      ),
    );
  return inOrder(matchIds, rows, (row) => row.matchId ?? '');
}

/** The ticket that a checkout was made for, whatever has become of it. */
export async function findTicketOfCheckout(db: Db, checkoutId: string): Promise<TicketRow | undefined> {
  const [row] = await db.select().from(tickets).where(eq(tickets.checkoutId, checkoutId));
  return row;
}

/** A ticket by its id and owner. */
export async function findOwnedTicket(db: Db, id: string, ownerId: string): Promise<TicketRow | undefined> {
  const [row] = await db
    .select()
    .from(tickets)
    .where(and(eq(tickets.id, id), eq(tickets.ownerId, ownerId)));
  return row;
}

/** What a ticket must be to admit somebody. */
export type Admission = Pick<TicketRow, 'type' | 'tournamentId' | 'matchId'> & {
  ownerId: string;
  /** any if null */
  code: string | null;
};

/** The ACTIVE ticket that admits its owner. */
export async function findAdmittingTicket(
  db: Db,
  { type, tournamentId, matchId, ownerId, code }: Admission,
): Promise<TicketRow | undefined> {
  const [row] = await db
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.ownerId, ownerId),
        eq(tickets.tournamentId, tournamentId),
        eq(tickets.type, type),
        eq(tickets.status, 'ACTIVE'),
        matchId === null ? undefined : eq(tickets.matchId, matchId),
        code === null ? undefined : eq(tickets.code, code),
      ),
    );
  return row;
}
