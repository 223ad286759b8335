import type { Loaders } from '../loaders.ts';
import { shownSum } from './ledger/amounts.ts';

export type DonationSummary = { count: number; total: { amount: number; currency: string } };

/**
 * How much was given to a tournament in all; null while it has not been told in which currency.
 * @throws Conflict AMOUNT_TOO_LARGE
 */
export async function donationSummary(
  loaders: Loaders,
  tournamentId: string,
): Promise<DonationSummary | null> {
  const [currency, { count, totalMinor }] = await Promise.all([
    loaders.currencyOf.load(tournamentId),
    loaders.donationSumOf.load(tournamentId),
  ]);
  return currency === null ? null : { count, total: { amount: shownSum(totalMinor), currency } };
}
