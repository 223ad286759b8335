import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { sumReversals } from '../db/ledger-store.ts';
import type * as schema from '../db/schema.ts';
import type { CheckoutRow, DisputeState } from '../db/schema.ts';
import type { ProviderPayment, ProviderRefund } from '../providers/provider.ts';
import type { Learnt } from './change-checkout.ts';
import { recordRefund, recordReturn } from './ledger/record-refund.ts';
import { warnOfFailedRefund } from './warn-of-failed-refund.ts';

type Tx = Queryable<typeof schema>;

/** The order in which a dispute comes to its end; what is told late never takes it back. */
const DISPUTE_STATES: readonly (DisputeState | null)[] = [null, 'OPEN', 'WON', 'LOST'];

const furtherDispute = (one: DisputeState | null, other: DisputeState | null): DisputeState | null =>
  DISPUTE_STATES.indexOf(other) > DISPUTE_STATES.indexOf(one) ? other : one;

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

/** What of the money has gone back by refunds, whoever asked for them, and what has come back of it. */
async function learnRefunds(
  app: App,
  tx: Tx,
  checkout: CheckoutRow,
  payment: ProviderPayment,
): Promise<Learnt> {
  const { amountMinor } = checkout;
  const { refundedMinor: knownMinor } = await sumReversals(tx, checkout.id);
  const toldMinor = Math.min(payment.refundedMinor, amountMinor);
  if (toldMinor < knownMinor) {
    if (!hasReturned(checkout, payment)) return {};
    return learnReturned(app, tx, checkout, payment, knownMinor - toldMinor);
  }
  if (toldMinor === knownMinor) return checkout.refundedAt ? {} : learnFailed(app, checkout, payment);
  await recordRefund(tx, checkout, toldMinor - knownMinor, app.now());
  const refundId = payment.refunds.find(({ status }) => status === 'SUCCEEDED')?.id ?? checkout.refundId;
  if (toldMinor < amountMinor) return { refundId };
  return { refundId, refundedAt: app.now(), reason: checkout.reason ?? 'REFUNDED_BY_PROVIDER' };
}

/**
 * Tells the log that a payment was given back, and taken by its dispute too. The ledger has it once, since no checkout
 * gives back more than was paid for it: whoever bears the loss must be settled by hand.
 */
function warnOfDoubleLoss(
  { logger }: App,
  checkout: CheckoutRow,
  { id, refundedMinor }: ProviderPayment,
): void {
  const details = { checkoutId: checkout.id, paymentId: id, refundedMinor };
  logger.error(details, 'a dispute has taken money that had gone back already');
}

/** A lost dispute takes all that is left. */
async function learnLost(app: App, tx: Tx, checkout: CheckoutRow, payment: ProviderPayment): Promise<Learnt> {
  const { now } = app;
  if (payment.refundedMinor >= checkout.amountMinor) warnOfDoubleLoss(app, checkout, payment);
  if (checkout.refundedAt) return {};
  const { refundedMinor } = await sumReversals(tx, checkout.id);
  await recordRefund(tx, checkout, checkout.amountMinor - refundedMinor, now());
  return { refundedAt: now(), reason: 'DISPUTE_LOST' };
}

/**
 * What a payment of the provider's tells of its locked checkout, which may be known already: what of the money has
 * gone back, or come back of that, and how its dispute stands.
 */
export async function learnFromPayment(
  app: App,
  tx: Tx,
  checkout: CheckoutRow,
  payment: ProviderPayment,
): Promise<Learnt> {
  if (!checkout.paidAt || checkout.paymentId !== payment.id) return {};
  const dispute = furtherDispute(checkout.dispute, payment.dispute);
  const learnt =
    dispute === 'LOST'
      ? await learnLost(app, tx, checkout, payment)
      : await learnRefunds(app, tx, checkout, payment);
  return { dispute, ...learnt };
}
