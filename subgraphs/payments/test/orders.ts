import type { AfterCommit, ArenaEvent, ConsumedBy, EventPayload } from '@arena/events';
import { newId, type Caller } from '@arena/subgraph-kit';
import { asc, eq, sql } from 'drizzle-orm';
import type { App } from '../src/app.ts';
import { checkouts, ledgerEntries, outbox, transactions, type CheckoutRow } from '../src/db/schema.ts';
import { buyParticipantTicket } from '../src/domain/buy-participant-ticket.ts';
import { buyViewerTicket } from '../src/domain/buy-viewer-ticket.ts';
import { donate } from '../src/domain/donate.ts';
import { eventHandlers } from '../src/events/index.ts';
import { callerOf, ORIGIN, type OpenedApp } from './payments-app.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export type Told = {
  [Name in ConsumedBy<'payments'>]: { name: Name; payload: EventPayload<Name> };
}[ConsumedBy<'payments'>];

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

/** The events in the outbox, in the order they were told, which are taken out of it. */
export async function takeEvents(app: App): Promise<ArenaEvent[]> {
  const rows = await app.db.delete(outbox).returning();
  return rows
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ routingKey, payload }) => ({ name: routingKey.replace(/\.v\d+$/, ''), payload }) as ArenaEvent);
}

/** What has been told of one checkout, in the order it was told; it stays in the outbox. */
export async function toldOf({ db }: Pick<App, 'db'>, { id }: { id: string }): Promise<ArenaEvent[]> {
  const rows = await db
    .select()
    .from(outbox)
    .where(sql`${outbox.payload} ->> 'checkoutId' = ${id}`)
    .orderBy(asc(outbox.id));
  return rows.map(
    ({ routingKey, payload }) => ({ name: routingKey.replace(/\.v\d+$/, ''), payload }) as ArenaEvent,
  );
}

/** The names of the events in the outbox, in the order they were told, which are taken out of it. */
export const takeEventNames = async (app: App): Promise<string[]> =>
  (await takeEvents(app)).map(({ name }) => name);

/** A tournament that is known here and sells its seats, at 20 000.00 COP unless told otherwise. */
export async function addTournament(
  { app, domains }: OpenedApp,
  terms: Parameters<typeof domains.sell>[1] = {},
): Promise<string> {
  const tournamentId = newId();
  const { currency = 'COP' } = terms;
  const at = new Date(app.now().getTime() + 7 * DAY_MS).toISOString();
  await tell(app, {
    name: 'tournaments.created',
    payload: {
      tournamentId,
      organizerId: newId(),
      capacity: 10,
      currency,
      participantPriceMinor: 2_000_000,
      viewerPriceMinor: 500_000,
      startsAt: at,
      endsAt: at,
    },
  });
  domains.sell(tournamentId, { currency, ...terms });
  return tournamentId;
}

/** A match of a tournament that can be watched for 5 000.00 COP unless told otherwise. */
export function addMatch({ domains }: OpenedApp, tournamentId: string, priceMinor = 500_000): string {
  const matchId = newId();
  domains.sell(matchId, { tournamentId, priceMinor });
  return matchId;
}

const returns = () => ({
  successUrl: new URL('/thanks', ORIGIN),
  cancelUrl: new URL('/back', ORIGIN),
  idempotencyKey: newId(),
});

export const seatInput = (tournamentId: string, changes = {}) => ({ tournamentId, ...returns(), ...changes });
export const viewInput = (matchId: string, changes = {}) => ({ matchId, ...returns(), ...changes });
export const giftInput = (tournamentId: string, changes = {}) => ({
  tournamentId,
  amount: { amount: 1_000_000, currency: 'COP' },
  ...returns(),
  ...changes,
});

/** The open checkout of a seat, by somebody new unless a caller is given. */
export const buySeat = ({ app }: OpenedApp, tournamentId: string, caller: Caller = callerOf()) =>
  buyParticipantTicket(app, caller, seatInput(tournamentId));

export const buyView = ({ app }: OpenedApp, matchId: string, caller: Caller = callerOf()) =>
  buyViewerTicket(app, caller, viewInput(matchId));

export const give = ({ app }: OpenedApp, tournamentId: string, caller: Caller = callerOf()) =>
  donate(app, caller, giftInput(tournamentId));

/** A checkout as it is stored. */
export async function stored({ db }: Pick<App, 'db'>, { id }: { id: string }): Promise<CheckoutRow> {
  const [row] = await db.select().from(checkouts).where(eq(checkouts.id, id));
  if (!row) throw new Error(`There is no checkout ${id}`);
  return row;
}

export const statusOf = async (app: Pick<App, 'db'>, checkout: { id: string }) =>
  (await stored(app, checkout)).status;

/** The session of an opened checkout. */
export function sessionOf({ id, sessionId }: CheckoutRow): string {
  if (sessionId === null) throw new Error(`Checkout ${id} has no session`);
  return sessionId;
}

/** How many rows there are of checkouts, money and news. */
export async function rowCounts({ db }: Pick<App, 'db'>) {
  const [checkoutRows, transactionRows, told] = await Promise.all([
    db.$count(checkouts),
    db.$count(transactions),
    db.$count(outbox),
  ]);
  return { checkoutRows, transactionRows, told };
}

/** What has moved for a checkout, in the order it was recorded; that the ledger is in balance is made sure of. */
export async function movedFor({ db }: Pick<App, 'db'>, { id }: { id: string }): Promise<number[]> {
  const rows = await db
    .select({ amountMinor: transactions.amountMinor })
    .from(transactions)
    .where(eq(transactions.checkoutId, id))
    .orderBy(asc(transactions.createdAt), asc(transactions.id));
  const [total] = await db
    .select({ sum: sql<string>`coalesce(sum(${ledgerEntries.amountMinor}), 0)` })
    .from(ledgerEntries);
  if (total?.sum !== '0') throw new Error('The ledger does not sum to zero');
  return rows.map(({ amountMinor }) => amountMinor);
}
