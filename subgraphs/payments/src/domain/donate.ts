import type { MessageHeaders } from '@arena/events';
import { BadUserInput, parseInput, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { z } from 'zod';
import type { App } from '../app.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { donationSchema } from './checkout-schemas.ts';
import { describeGift } from './describe-gift.ts';
import { requireTournament } from './open-for-orders.ts';
import { newOrder, type Quote } from './order.ts';
import { placeOrder } from './place-order.ts';

type Gift = z.output<ReturnType<typeof donationSchema>>;

/** @throws NotFound, BadUserInput for another currency than that of the tournament */
async function quoteGift(app: App, { tournamentId, amount }: Gift, headers: MessageHeaders): Promise<Quote> {
  const { currency } = await requireTournament(app.db, tournamentId);
  if (amount.currency !== currency) {
    const message = `must be ${currency}, the one currency of the tournament`;
    throw new BadUserInput([{ path: 'input.amount.currency', message }]);
  }
  const description = await describeGift(app, tournamentId, headers);
  return { tournamentId, description, amountMinor: amount.amount, currency };
}

/**
 * Opens the checkout of a donation to the organiser of a tournament. Called again with the same idempotency key and
 * input it returns the same checkout.
 * @throws Unauthenticated, BadUserInput, NotFound, PaymentFailed, Conflict (IDEMPOTENCY_KEY_REUSED, SALE_CLOSED,
 *   CHECKOUT_OPEN)
 */
export async function donate(
  app: App,
  caller: Caller,
  input: z.input<ReturnType<typeof donationSchema>>,
): Promise<CheckoutRow> {
  const { userId: buyerId } = requireSignedIn(caller);
  const valid = parseInput(donationSchema(app.settings), input, 'input');
  const { message, anonymous } = valid;
  const order = newOrder('DONATION', { buyerId, ...valid }, valid, {
    message,
    isAnonymous: anonymous ?? false,
  });
  return placeOrder(app, order, () => quoteGift(app, valid, caller), caller);
}
