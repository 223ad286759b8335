import { parseInput, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { z } from 'zod';
import type { App } from '../app.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { askSaleTerms } from './ask-sale-terms.ts';
import { participantTicketSchema } from './checkout-schemas.ts';
import { newOrder } from './order.ts';
import { placeOrder } from './place-order.ts';

/**
 * Holds a seat of a tournament for the caller and opens its checkout; a free seat is the caller's at once. Called
 * again with the same idempotency key and input it returns the same checkout.
 * @throws Unauthenticated, BadUserInput, NotFound, PaymentFailed, SubgraphUnavailable, SOLD_OUT, ALREADY_HAS_TICKET,
 *   Conflict (IDEMPOTENCY_KEY_REUSED, CHECKOUT_OPEN, TOO_MANY_LAPSED, or why the sale is closed)
 */
export async function buyParticipantTicket(
  app: App,
  caller: Caller,
  input: z.input<ReturnType<typeof participantTicketSchema>>,
): Promise<CheckoutRow> {
  const { userId: buyerId } = requireSignedIn(caller);
  const valid = parseInput(participantTicketSchema(app.settings), input, 'input');
  const { tournamentId, ticketId: wantedTicketId } = valid;
  const order = newOrder('PARTICIPANT_SALE', { buyerId, ...valid }, valid, { wantedTicketId });
  const wanted = { tournamentId, matchId: null, kind: 'PARTICIPANT', buyerId } as const;
  return placeOrder(app, order, () => askSaleTerms(app, wanted, caller), caller);
}
