import { ask, type MessageHeaders, type RequestOutput } from '@arena/events';
import type { App } from '../app.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { heldUntil } from './order.ts';

/**
 * Has a ticket held for a checkout, or issued at once where nothing is to be paid; the same one if asked again.
 * @throws DomainError as tickets refuses; SubgraphUnavailable
 */
export async function reserveTicket(
  { bus }: App,
  checkout: CheckoutRow,
  headers: MessageHeaders,
): Promise<string> {
  const { id, buyerId, tournamentId, type, matchId, wantedTicketId, amountMinor, currency } = checkout;
  const { ticketId } = await ask(
    bus,
    'tickets.reserve',
    {
      checkoutId: id,
      buyerId,
      tournamentId,
      type: type === 'VIEWER_SALE' ? 'VIEWER' : 'PARTICIPANT',
      matchId,
      ticketId: wantedTicketId,
      priceMinor: amountMinor,
      currency,
      holdUntil: heldUntil(checkout).toISOString(),
      activate: amountMinor === 0,
    },
    headers,
  );
  return ticketId;
}

/** Gives up the ticket that is held for a checkout, if one is. Should that fail, the event of its end does it. */
export async function releaseTicket(
  { bus, logger }: App,
  { id, type }: CheckoutRow,
  headers: MessageHeaders,
): Promise<void> {
  if (type === 'DONATION') return;
  await ask(bus, 'tickets.release', { checkoutId: id }, headers).catch((error: unknown) =>
    logger.warn({ err: error, checkoutId: id }, 'a ticket is not released at once'),
  );
}

/**
 * What tickets has answered to the payment of a checkout: the ticket issued for it, or why there is none; neither if
 * nothing yet.
 * @throws SubgraphUnavailable
 */
export const findAnswer = ({ bus }: App, checkoutId: string): Promise<RequestOutput<'tickets.answer'>> =>
  ask(bus, 'tickets.answer', { checkoutId }, {});
