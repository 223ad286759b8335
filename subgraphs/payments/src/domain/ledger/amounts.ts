/**
 * Money is counted in whole minor units that a number holds exactly.
 * @throws RangeError for a fraction, for less than `least`, and for more than 2^53 - 1
 */
export function requireAmount(amountMinor: number, least: 0 | 1): number {
  if (Number.isSafeInteger(amountMinor) && amountMinor >= least) return amountMinor;
  throw new RangeError(`${amountMinor} is no amount of money from ${least} to ${Number.MAX_SAFE_INTEGER}`);
}
