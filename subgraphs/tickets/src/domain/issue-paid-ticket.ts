import { appendEvents, type MessageHeaders } from '@arena/events';
import { Conflict, DomainError, type Queryable } from '@arena/subgraph-kit';
import { lockCheckout, updateCheckout } from '../db/checkout-store.ts';
import type * as schema from '../db/schema.ts';
import type { CheckoutRow, TicketRow } from '../db/schema.ts';
import { awaitFreeSeat, lockPerson, lockTicketFor, takeFreeSeat, updateTicket } from '../db/seat-store.ts';
import { findTicketOfCheckout } from '../db/ticket-store.ts';
import { wantedBy, type ToldCheckout } from './bought-ticket.ts';
import { AlreadyHasTicket, SoldOut } from './errors.ts';
import { holdTicket, occasionOf, type Wanted } from './hold-ticket.ts';
import { issueTicket } from './issue-ticket.ts';
import { requireTournament } from './known-tournament.ts';
import { releaseHeldTicket } from './release-ticket.ts';
import { requireForSale } from './require-for-sale.ts';

type Tx = Queryable<typeof schema>;

/** @throws Conflict REFUNDED, DISPUTE_LOST when the money has gone back already */
function requireMoney({ isRefunded, dispute }: CheckoutRow): void {
  if (isRefunded) throw new Conflict('REFUNDED', 'The payment has gone back');
  if (dispute === 'LOST') throw new Conflict('DISPUTE_LOST', 'The payment was disputed and is lost');
}

/**
 * The seat for a buyer who has paid: the wanted one or any other. None is passed over, since their money goes back
 * where there is none.
 * @throws SoldOut
 */
async function takeSeat(tx: Tx, { tournamentId, ticketId }: Wanted, now: Date): Promise<TicketRow> {
  const wanted = ticketId === null ? undefined : await takeFreeSeat(tx, tournamentId, ticketId, now);
  const seat =
    wanted ??
    (await takeFreeSeat(tx, tournamentId, null, now)) ??
    (await awaitFreeSeat(tx, tournamentId, now));
  if (!seat) throw new SoldOut('No seat is left');
  return seat;
}

/**
 * The ticket to issue to a buyer who has paid, locked; undefined where a viewer's is to be made. Whatever is
 * held for them will do, also for another of their checkouts: this one has been paid.
 * @throws NotFound, SoldOut, AlreadyHasTicket, Conflict
 */
async function findTicketToIssue(
  tx: Tx,
  checkout: CheckoutRow,
  wanted: Wanted,
  now: Date,
): Promise<TicketRow | undefined> {
  requireMoney(checkout);
  const tournament = await requireTournament(tx, wanted.tournamentId);
  await requireForSale(tx, tournament, occasionOf(wanted), wanted.buyerId);
  const own = await lockTicketFor(tx, wanted.buyerId, occasionOf(wanted));
  if (own && own.status !== 'RESERVED') throw new AlreadyHasTicket();
  return own || wanted.type === 'VIEWER' ? own : takeSeat(tx, wanted, now);
}

/** Tells that what was paid for can't be issued, and gives free what was held for it. */
async function tellUnavailable(
  tx: Tx,
  checkoutId: string,
  { extensions }: DomainError,
  headers: MessageHeaders,
): Promise<void> {
  const reason = extensions.reason ?? extensions.code;
  await releaseHeldTicket(tx, checkoutId, headers);
  await updateCheckout(tx, checkoutId, { unavailableReason: reason });
  await appendEvents(tx, [{ name: 'tickets.unavailable', payload: { checkoutId, reason } }], headers);
}

/**
 * Issues the ticket of a checkout that has been paid, the one held for it or another as good, or tells that none
 * can be issued any more. Each checkout is answered once.
 */
export async function issuePaidTicket(
  tx: Tx,
  paid: ToldCheckout,
  now: Date,
  headers: MessageHeaders,
): Promise<void> {
  const wanted = wantedBy(paid);
  if (!wanted) return;
  const { checkoutId, buyerId } = wanted;
  await lockPerson(tx, buyerId);
  const checkout = await lockCheckout(tx, checkoutId);
  const bought = await findTicketOfCheckout(tx, checkoutId);
  if (checkout.unavailableReason !== null || bought?.issuedAt) return;

  const found = await findTicketToIssue(tx, checkout, wanted, now).catch((error: unknown) => {
    if (error instanceof DomainError) return error;
    throw error;
  });
  if (found instanceof DomainError) {
    await tellUnavailable(tx, checkoutId, found, headers);
    return;
  }
  const held = await holdTicket(tx, found, { ...wanted, holdUntil: null }, now, headers);
  const { id } = await issueTicket(tx, held, now, headers);
  if (checkout.dispute === 'OPEN') await updateTicket(tx, id, { status: 'SUSPENDED' });
}
