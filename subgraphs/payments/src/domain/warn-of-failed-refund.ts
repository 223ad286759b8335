import type { App } from '../app.ts';
import type { CheckoutRow } from '../db/schema.ts';
import type { ProviderRefund } from '../providers/provider.ts';

/** Tells the log that money which is due to somebody does not reach them: somebody must look at it. */
export function warnOfFailedRefund({ logger }: App, { id }: CheckoutRow, refund: ProviderRefund): void {
  const { id: refundId, reason } = refund;
  logger.error({ checkoutId: id, refundId, reason }, 'a refund has failed; it is asked for again');
}
