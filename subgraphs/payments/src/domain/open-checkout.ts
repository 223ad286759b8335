import type { MessageHeaders } from '@arena/events';
import { DomainError, SubgraphUnavailable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { deleteUnopened, findCheckout, updateUnopened } from '../db/checkout-store.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { reserveTicket } from './ask-tickets.ts';
import { commitChange } from './change-checkout.ts';
import { completeSale } from './complete-sale.ts';
import { failUnopened, openSession, type Attempt } from './open-session.ts';
import { payableUntil } from './order.ts';

const MINUTE_MS = 60_000;

/** For how long a checkout that was left without a session can be gone on with; its ticket is held long enough for it. */
const RESUMABLE_MS = 3 * MINUTE_MS;

/** How long ahead a session must end that is opened now, and a little to spare. */
const LEAST_PAYABLE_MS = 30 * MINUTE_MS + 15_000;

const NO_ANSWER = ['SUBGRAPH_UNAVAILABLE', 'INTERNAL'];

/** Whether tickets has said no, rather than nothing that can be relied on. */
const isRefusal = (error: unknown): boolean =>
  error instanceof DomainError && !NO_ANSWER.includes(error.extensions.code);

/**
 * Has the ticket of a new checkout held. A checkout that is refused one was never there; one of which nothing is known
 * can be gone on with.
 */
async function holdTicket(app: App, checkout: CheckoutRow, headers: MessageHeaders): Promise<CheckoutRow> {
  const ticketId = await reserveTicket(app, checkout, headers).catch(async (error: unknown) => {
    if (isRefusal(error)) {
      await deleteUnopened(app.db, checkout);
      throw error;
    }
    app.logger.warn({ err: error, checkoutId: checkout.id }, 'tickets does not answer');
    throw new SubgraphUnavailable('tickets');
  });
  app.failpoint('after-reserve');
  return { ...checkout, ticketId };
}

/** Ends the checkout of a seat that costs nothing: what tickets has issued is the buyer's. */
async function completeFree(app: App, checkout: CheckoutRow, headers: MessageHeaders): Promise<CheckoutRow> {
  const { id: checkoutId, ticketId } = checkout;
  if (ticketId === null) throw new Error(`Nothing was issued for checkout ${checkoutId}`);
  const completed = await commitChange(app, (tx) => completeSale(app, tx, { checkoutId, ticketId }, headers));
  return completed ?? checkout;
}

/**
 * Takes a stored checkout as far as it comes without its buyer: a ticket is held for it, and there is a page to pay
 * on; or, where nothing is to be paid, it succeeds. Each step may be taken again after a crash.
 * @throws PaymentFailed, SubgraphUnavailable, and what tickets refuses by
 */
export async function openCheckout(
  app: App,
  checkout: CheckoutRow,
  attempt: Attempt,
  headers: MessageHeaders,
): Promise<CheckoutRow> {
  const held = checkout.type === 'DONATION' ? checkout : await holdTicket(app, checkout, headers);
  return held.amountMinor === 0 ? completeFree(app, held, headers) : openSession(app, held, attempt, headers);
}

const agePast = (app: App, { createdAt }: CheckoutRow, ms: number): boolean =>
  app.now().getTime() - createdAt.getTime() > ms;

/** A checkout with enough time left to be paid in a session that is opened now; undefined where it has been gone on with. */
async function withTimeToPay(app: App, checkout: CheckoutRow): Promise<CheckoutRow | undefined> {
  const leftMs = checkout.expiresAt.getTime() - app.now().getTime();
  if (leftMs > LEAST_PAYABLE_MS) return checkout;
  return updateUnopened(app.db, checkout, { expiresAt: payableUntil(app.now()) });
}

/** Gives a checkout up that was left without a session too long ago; one that has got on meanwhile stays. */
export async function abandonStale(app: App, checkout: CheckoutRow, headers: MessageHeaders): Promise<void> {
  if (agePast(app, checkout, RESUMABLE_MS)) await failUnopened(app, checkout.id, 'ABANDONED', headers);
}

/**
 * The checkout of an order that is placed again, as it is by now. One that a crash left without a session is gone on
 * with, or given up if that was too long ago.
 * @throws as openCheckout
 */
export async function resumeCheckout(
  app: App,
  checkout: CheckoutRow,
  headers: MessageHeaders,
): Promise<CheckoutRow> {
  if (checkout.status !== 'PENDING' || checkout.sessionId !== null || checkout.closeDueAt) return checkout;
  if (!agePast(app, checkout, RESUMABLE_MS)) {
    const payable = await withTimeToPay(app, checkout);
    if (payable) return openCheckout(app, payable, 'REPEATED', headers);
  }
  await abandonStale(app, checkout, headers);
  return (await findCheckout(app.db, checkout.id)) ?? checkout;
}
