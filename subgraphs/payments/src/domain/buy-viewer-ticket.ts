import { parseInput, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { z } from 'zod';
import type { App } from '../app.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { askSaleTerms } from './ask-sale-terms.ts';
import { viewerTicketSchema } from './checkout-schemas.ts';
import { newOrder } from './order.ts';
import { placeOrder } from './place-order.ts';

/**
 * Holds a ticket to watch a match for the caller and opens its checkout. Called again with the same idempotency key
 * and input it returns the same checkout.
 * @throws Unauthenticated, BadUserInput, NotFound, PaymentFailed, SubgraphUnavailable, ALREADY_HAS_TICKET,
 *   Conflict (IDEMPOTENCY_KEY_REUSED, CHECKOUT_OPEN, TOO_MANY_LAPSED, or why the sale is closed)
 */
export async function buyViewerTicket(
  app: App,
  caller: Caller,
  input: z.input<ReturnType<typeof viewerTicketSchema>>,
): Promise<CheckoutRow> {
  const { userId: buyerId } = requireSignedIn(caller);
  const valid = parseInput(viewerTicketSchema(app.settings), input, 'input');
  const { matchId } = valid;
  const order = newOrder('VIEWER_SALE', { buyerId, ...valid }, valid, { matchId });
  const wanted = { tournamentId: null, matchId, kind: 'VIEWER', buyerId } as const;
  return placeOrder(app, order, () => askSaleTerms(app, wanted, caller), caller);
}
