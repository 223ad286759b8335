import { Conflict } from '@arena/subgraph-kit';

/**
 * Money is counted in whole minor units that a number holds exactly.
 * @throws RangeError for a fraction, for less than `least`, and for more than 2^53 - 1
 */
export function requireAmount(amountMinor: number, least: 0 | 1): number {
  if (Number.isSafeInteger(amountMinor) && amountMinor >= least) return amountMinor;
  throw new RangeError(`${amountMinor} is no amount of money from ${least} to ${Number.MAX_SAFE_INTEGER}`);
}

/**
 * A sum as the API gives it. Each amount fits into a number, but many together may not; no answer is better than one
 * that is nearly right.
 * @throws Conflict AMOUNT_TOO_LARGE beyond 2^53 - 1
 */
export function shownSum(minor: bigint): number {
  const amount = Number(minor);
  if (Number.isSafeInteger(amount)) return amount;
  throw new Conflict('AMOUNT_TOO_LARGE', 'The sum is larger than any amount that can be given exactly');
}
