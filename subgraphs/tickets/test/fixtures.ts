import type { AfterCommit, ArenaEvent, ConsumedBy, EventPayload } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { asc, eq } from 'drizzle-orm';
import type { App } from '../src/app.ts';
import { outbox, tickets, type TicketRow } from '../src/db/schema.ts';
import { reserveTicket, type ReserveInput } from '../src/domain/reserve-ticket.ts';
import { eventHandlers } from '../src/events/index.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** An instant relative to the clock of the app. */
export const ahead = (app: App, ms: number): Date => new Date(app.now().getTime() + ms);

export type Told = {
  [Name in ConsumedBy<'tickets'>]: { name: Name; payload: EventPayload<Name> };
}[ConsumedBy<'tickets'>];

/** Has the subgraph handle an event, as if no inbox remembered an earlier delivery. */
export async function tell(app: App, event: Told): Promise<void> {
  const handle = eventHandlers(app)[event.name] as (
    tx: unknown,
    payload: unknown,
    headers: object,
  ) => Promise<AfterCommit | void>;
  const afterCommit = await app.transact((tx) => handle(tx, event.payload, {}));
  await afterCommit?.();
}

/** The event of a tournament with 3 seats, a week ahead. */
export const createdEvent = (
  app: App,
  changes: Partial<EventPayload<'tournaments.created'>> = {},
): Extract<Told, { name: 'tournaments.created' }> => ({
  name: 'tournaments.created',
  payload: {
    tournamentId: newId(),
    organizerId: newId(),
    capacity: 3,
    currency: 'COP',
    participantPriceMinor: 2_000_000,
    viewerPriceMinor: 500_000,
    startsAt: ahead(app, 7 * DAY_MS).toISOString(),
    endsAt: ahead(app, 9 * DAY_MS).toISOString(),
    ...changes,
  },
});

/** A tournament whose tickets exist. */
export async function addTournament(
  app: App,
  changes: Partial<EventPayload<'tournaments.created'>> = {},
): Promise<EventPayload<'tournaments.created'>> {
  const event = createdEvent(app, changes);
  await tell(app, event);
  return event.payload;
}

/** What payments asks for when somebody new buys any seat, held for 35 minutes. */
export const seatRequest = (
  app: App,
  tournamentId: string,
  changes: Partial<ReserveInput> = {},
): ReserveInput => ({
  checkoutId: newId(),
  buyerId: newId(),
  tournamentId,
  type: 'PARTICIPANT',
  matchId: null,
  ticketId: null,
  priceMinor: 1_500_000,
  currency: 'COP',
  holdUntil: ahead(app, 35 * MINUTE_MS).toISOString(),
  activate: false,
  ...changes,
});

/** The same for watching a match. */
export const viewRequest = (
  app: App,
  tournamentId: string,
  changes: Partial<ReserveInput> = {},
): ReserveInput =>
  seatRequest(app, tournamentId, { type: 'VIEWER', matchId: newId(), priceMinor: 500_000, ...changes });

/** A seat that belongs to somebody. */
export const issueSeat = (
  app: App,
  tournamentId: string,
  buyerId: string,
  changes: Partial<ReserveInput> = {},
): Promise<TicketRow> =>
  reserveTicket(app, seatRequest(app, tournamentId, { buyerId, activate: true, ...changes }));

/** Everything stored of a tournament's tickets, by id. */
export const ticketsOf = (app: App, tournamentId: string): Promise<TicketRow[]> =>
  app.db.select().from(tickets).where(eq(tickets.tournamentId, tournamentId)).orderBy(asc(tickets.id));

/** A ticket as it is stored. */
export async function stored(app: App, id: string): Promise<TicketRow> {
  const [row] = await app.db.select().from(tickets).where(eq(tickets.id, id));
  if (!row) throw new Error(`There is no ticket ${id}`);
  return row;
}

/** Takes the events out of the outbox, in the order they were told. */
export async function takeEvents(app: App): Promise<{ name: string; payload: ArenaEvent['payload'] }[]> {
  const rows = await app.db.delete(outbox).returning();
  return rows
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ routingKey, payload }) => ({
      name: routingKey.replace(/\.v\d+$/, ''),
      payload: payload as ArenaEvent['payload'],
    }));
}
