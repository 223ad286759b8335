import type { App } from '../app.ts';
import type { CheckoutRow } from '../db/schema.ts';

/** Where a checkout is paid; null where nothing can be paid any more. */
export const shownPaymentUrl = (
  { now }: App,
  { status, closeDueAt, expiresAt, paymentUrl }: CheckoutRow,
): string | null => (status === 'PENDING' && !closeDueAt && expiresAt > now() ? paymentUrl : null);
