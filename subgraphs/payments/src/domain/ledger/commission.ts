import { requireAmount } from './amounts.ts';

/** The share of what is paid that the platform keeps, as a divisor: one in ten. */
const COMMISSION_DIVISOR = 10n;

/** A quotient rounded half up, exact for every amount; both numbers must not be negative. */
const dividedHalfUp = (dividend: bigint, divisor: bigint): bigint =>
  (2n * dividend + divisor) / (2n * divisor);

/**
 * What the platform keeps of an amount: a tenth, half up. Both are in minor units.
 * @throws RangeError for what is no amount
 */
export const commissionOf = (amountMinor: number): number =>
  Number(dividedHalfUp(BigInt(requireAmount(amountMinor, 0)), COMMISSION_DIVISOR));

/** How much of a payment's commission is reversed once so much of the payment has gone back; in minor units. */
export const reversedCommission = (
  payment: { amountMinor: number; commissionMinor: number },
  refundedMinor: number,
): number =>
  Number(dividedHalfUp(BigInt(payment.commissionMinor) * BigInt(refundedMinor), BigInt(payment.amountMinor)));
