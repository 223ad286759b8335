import type { CheckoutRow, CheckoutStatus } from '../db/schema.ts';

/** How far a checkout has come before anything was paid: what is learnt late never takes it back. */
const UNPAID_RANKS: Partial<Record<CheckoutStatus, number>> = {
  PENDING: 0,
  EXPIRED: 1,
  CANCELED: 1,
  PROCESSING: 2,
  FAILED: 3,
};

/** Whether one status of an unpaid checkout comes after another. */
export const isFurther = (status: CheckoutStatus, than: CheckoutStatus): boolean =>
  (UNPAID_RANKS[status] ?? 0) > (UNPAID_RANKS[than] ?? 0);

/** Whether nothing is left to be paid. */
const isPaid = ({ paidAt, amountMinor }: CheckoutRow): boolean => paidAt !== null || amountMinor === 0;

/** Whether what was bought is the buyer's: a ticket once it has been issued, a gift as soon as it is paid. */
const isDelivered = ({ type, issuedAt }: CheckoutRow): boolean => type === 'DONATION' || issuedAt !== null;

/** Where a checkout stands, by what is known of it; one of which nothing more is known stays where it is. */
export function statusOf(checkout: CheckoutRow): CheckoutStatus {
  if (checkout.refundedAt) return 'REFUNDED';
  if (checkout.dispute === 'OPEN') return 'DISPUTED';
  if (checkout.refundDueAt) return 'REFUNDING';
  if (isPaid(checkout) && isDelivered(checkout)) return 'SUCCEEDED';
  return checkout.paidAt ? 'PROCESSING' : checkout.status;
}

const OPEN_STATUSES: readonly CheckoutStatus[] = ['PENDING', 'PROCESSING', 'REFUNDING', 'DISPUTED'];

/** Whether more is to come of a checkout in this status, without anybody doing anything new. */
export const isUnsettled = (status: CheckoutStatus): boolean => OPEN_STATUSES.includes(status);

/** Whether a checkout in this status was closed before anything was paid. */
export const isClosed = (status: CheckoutStatus): boolean => status === 'EXPIRED' || status === 'CANCELED';
