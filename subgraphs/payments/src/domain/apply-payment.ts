import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { sumReversals } from '../db/ledger-store.ts';
import type * as schema from '../db/schema.ts';
import type { CheckoutRow, DisputeState } from '../db/schema.ts';
import type { ProviderPayment } from '../providers/provider.ts';
import type { Learnt } from './change-checkout.ts';
import { recordRefund } from './ledger/record-refund.ts';

type Tx = Queryable<typeof schema>;

/** The order in which a dispute comes to its end; what is told late never takes it back. */
const DISPUTE_STATES: readonly (DisputeState | null)[] = [null, 'OPEN', 'WON', 'LOST'];

const furtherDispute = (one: DisputeState | null, other: DisputeState | null): DisputeState | null =>
  DISPUTE_STATES.indexOf(other) > DISPUTE_STATES.indexOf(one) ? other : one;

/** Records money that has gone back and is not recorded yet; how much has gone back in all, in minor units. */
async function recordBack({ now }: App, tx: Tx, checkout: CheckoutRow, backMinor: number): Promise<number> {
  const { refundedMinor } = await sumReversals(tx, checkout.id);
  if (backMinor <= refundedMinor) return refundedMinor;
  await recordRefund(tx, checkout, backMinor - refundedMinor, now());
  return backMinor;
}

/** Tells the log of a refund that was recorded and came to nothing after all: somebody must look at it. */
function warnOfReturnedRefund({ logger }: App, checkout: CheckoutRow, payment: ProviderPayment): void {
  const failed = payment.refunds.find(({ status }) => status === 'FAILED');
  if (!failed || checkout.dispute === 'LOST' || payment.refundedMinor >= checkout.amountMinor) return;
  const { id: refundId, reason } = failed;
  logger.error({ checkoutId: checkout.id, refundId, reason }, 'a refund that was recorded has come back');
}

/**
 * What a payment of the provider's tells of its locked checkout, which may be known already: what of the money has
 * gone back, whoever asked for it, and how its dispute stands. A lost dispute takes all that is left.
 */
export async function learnFromPayment(
  app: App,
  tx: Tx,
  checkout: CheckoutRow,
  payment: ProviderPayment,
): Promise<Learnt> {
  if (!checkout.paidAt || checkout.paymentId !== payment.id) return {};
  const dispute = furtherDispute(checkout.dispute, payment.dispute);
  if (checkout.refundedAt) {
    warnOfReturnedRefund(app, checkout, payment);
    return { dispute };
  }
  const { amountMinor } = checkout;
  const isLost = dispute === 'LOST';
  const toldMinor = isLost ? amountMinor : Math.min(payment.refundedMinor, amountMinor);
  if ((await recordBack(app, tx, checkout, toldMinor)) < amountMinor) return { dispute };
  const reason = isLost ? 'DISPUTE_LOST' : (checkout.reason ?? 'REFUNDED_BY_PROVIDER');
  return { dispute, refundedAt: app.now(), reason };
}
