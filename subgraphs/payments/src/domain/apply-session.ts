import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import type { CheckoutRow, CheckoutStatus } from '../db/schema.ts';
import type { ProviderSession } from '../providers/provider.ts';
import type { Learnt } from './change-checkout.ts';
import { isFurther } from './checkout-status.ts';
import { recordPayment } from './ledger/record-payment.ts';
import { reasonAgainstPayment } from './reasons-to-pay-back.ts';

type Tx = Queryable<typeof schema>;

/** Why a checkout is being closed that its buyer calls off. */
export const CALLED_OFF = 'CALLED_OFF';

/** What becomes of a checkout that was closed unpaid. */
export const statusWhenClosed = ({ reason }: CheckoutRow): CheckoutStatus =>
  reason === CALLED_OFF ? 'CANCELED' : 'EXPIRED';

/** Records a payment. What is paid and can only go back, goes back. */
async function learnPaid({ now }: App, tx: Tx, checkout: CheckoutRow, paymentId: string): Promise<Learnt> {
  const paidAt = now();
  const reason = await reasonAgainstPayment(tx, checkout);
  await recordPayment(tx, checkout, paidAt);
  return { paidAt, paymentId, closeDueAt: null, reason, refundDueAt: reason === null ? null : paidAt };
}

/** @throws Error for a session that is not what was asked for: nothing of it is believed */
function requireSame(checkout: CheckoutRow, session: ProviderSession): void {
  const { checkoutId, amountMinor, currency } = session;
  const isSame =
    checkoutId === checkout.id && amountMinor === checkout.amountMinor && currency === checkout.currency;
  if (!isSame) throw new Error(`Session ${session.id} is not that of checkout ${checkout.id}`);
}

const unpaid = (checkout: CheckoutRow, status: CheckoutStatus, more: Learnt = {}): Learnt =>
  isFurther(status, checkout.status) ? { ...more, status } : {};

/**
 * What a session of the provider's tells of its locked checkout, which may be known already. A payment is recorded in
 * the ledger the first time, from whatever status; before that the furthest that was ever told counts.
 */
export async function learnFromSession(
  app: App,
  tx: Tx,
  checkout: CheckoutRow,
  session: ProviderSession,
): Promise<Learnt> {
  const { state } = session;
  if (checkout.paidAt) return {};
  // a crash may have come before the session was stored
  const isLeft = checkout.sessionId === null && state.status === 'PAID';
  if (checkout.sessionId !== session.id && !isLeft) return {};
  requireSame(checkout, session);
  switch (state.status) {
    case 'PAID':
      return { sessionId: session.id, ...(await learnPaid(app, tx, checkout, state.paymentId)) };
    case 'PROCESSING':
      return unpaid(checkout, 'PROCESSING', {
        paymentId: state.paymentId,
        closeDueAt: null,
        reason: null,
      });
    case 'FAILED':
      return unpaid(checkout, 'FAILED', { closeDueAt: null, reason: state.reason });
    case 'EXPIRED':
      return unpaid(checkout, statusWhenClosed(checkout), { closeDueAt: null });
    case 'OPEN':
      return {};
  }
}
