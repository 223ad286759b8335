import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { sumReversals } from '../db/ledger-store.ts';
import type * as schema from '../db/schema.ts';
import type { CheckoutRow } from '../db/schema.ts';
import type { ProviderPayment, ProviderRefund } from '../providers/provider.ts';
import type { Learnt } from './change-checkout.ts';
import { learnDisputes } from './learn-disputes.ts';
import { recordRefund, recordReturn } from './ledger/record-refund.ts';
import { warnOfFailedRefund } from './warn-of-failed-refund.ts';

type Tx = Queryable<typeof schema>;

/**
 * Whether a refund that is recorded as gone has come back. What is told may have been asked for before the refund that
 * was recorded last, and must not pass for the end of it: so that one must be in it, and be over.
 */
function hasReturned({ refundId }: CheckoutRow, { refunds }: ProviderPayment): boolean {
  const last = refunds.find(({ id }) => id === refundId);
  return last !== undefined && last.status !== 'PENDING' && refunds.some(({ status }) => status === 'FAILED');
}

/** The refund that is known of a checkout, if it has failed. */
const failedOf = ({ refundId }: CheckoutRow, { refunds }: ProviderPayment): ProviderRefund | undefined =>
  refunds.find(({ id, status }) => id === refundId && status === 'FAILED');

/** Takes money back into the ledger that did not reach the buyer; where the sale had ended, it is due to them again. */
async function learnReturned(
  { logger, now }: App,
  tx: Tx,
  checkout: CheckoutRow,
  payment: ProviderPayment,
  returnedMinor: number,
): Promise<Learnt> {
  const { id: checkoutId, refundId } = checkout;
  logger.error({ checkoutId, refundId, returnedMinor }, 'a refund that was recorded has come back');
  await recordReturn(tx, checkout, returnedMinor, now());
  const learnt = failedOf(checkout, payment) ? { refundId: null } : {};
  return checkout.refundedAt ? { ...learnt, refundedAt: null, refundDueAt: now() } : learnt;
}

/**
 * What becomes of a refund that was on its way, should it have failed: it is none any more, and the log is told once,
 * since money that is due to somebody does not reach them.
 */
function learnFailed(app: App, checkout: CheckoutRow, payment: ProviderPayment): Learnt {
  const failed = failedOf(checkout, payment);
  if (!failed) return {};
  warnOfFailedRefund(app, checkout, failed);
  return { refundId: null };
}

/** Why the whole of the money is gone, now that the last of it is. */
const reasonOf = ({ reason, disputeLostMinor }: CheckoutRow, lostMinor: number): string =>
  lostMinor > disputeLostMinor ? 'DISPUTE_LOST' : (reason ?? 'REFUNDED_BY_PROVIDER');

/** What of the money is gone, by refunds, whoever asked for them, and by lost disputes; and what has come back of it. */
async function learnGone(
  app: App,
  tx: Tx,
  checkout: CheckoutRow,
  payment: ProviderPayment,
  lostMinor: number,
): Promise<Learnt> {
  const { amountMinor } = checkout;
  const { refundedMinor: knownMinor } = await sumReversals(tx, checkout.id);
  const toldMinor = Math.min(payment.refundedMinor + lostMinor, amountMinor);
  if (toldMinor < knownMinor) {
    if (!hasReturned(checkout, payment)) return {};
    return learnReturned(app, tx, checkout, payment, knownMinor - toldMinor);
  }
  if (toldMinor === knownMinor) return checkout.refundedAt ? {} : learnFailed(app, checkout, payment);
  await recordRefund(tx, checkout, toldMinor - knownMinor, app.now());
  const refundId = payment.refunds.find(({ status }) => status === 'SUCCEEDED')?.id ?? checkout.refundId;
  if (toldMinor < amountMinor) return { refundId };
  return { refundId, refundedAt: app.now(), reason: reasonOf(checkout, lostMinor) };
}

/**
 * Tells the log that more of a payment is gone than was paid: given back, and taken by disputes too. The ledger has it
 * once, since no checkout gives back more than was paid for it: whoever bears the loss must be settled by hand.
 */
function warnOfDoubleLoss(
  { logger }: App,
  { id: checkoutId, amountMinor }: CheckoutRow,
  { id: paymentId, refundedMinor }: ProviderPayment,
  lostMinor: number,
): void {
  if (lostMinor === 0 || refundedMinor + lostMinor <= amountMinor) return;
  logger.error(
    { checkoutId, paymentId, refundedMinor, lostMinor },
    'a dispute has taken money that had gone back already',
  );
}

/**
 * What a payment of the provider's tells of its locked checkout, which may be known already: what of the money is gone,
 * or has come back of that, and how its disputes stand.
 */
export async function learnFromPayment(
  app: App,
  tx: Tx,
  checkout: CheckoutRow,
  payment: ProviderPayment,
): Promise<Learnt> {
  if (!checkout.paidAt || checkout.paymentId !== payment.id) return {};
  const disputes = learnDisputes(checkout, payment.disputes);
  warnOfDoubleLoss(app, checkout, payment, disputes.disputeLostMinor);
  return { ...disputes, ...(await learnGone(app, tx, checkout, payment, disputes.disputeLostMinor)) };
}
