import type { Loaders } from '../loaders.ts';
import { shownSum } from './ledger/amounts.ts';

type Money = { amount: number; currency: string };

export type Earnings = {
  gross: Money;
  donations: Money;
  refunded: Money;
  commission: Money;
  net: Money;
};

/**
 * What a tournament has earned by the ledger, for its staff; null for others, and while it has not been told in which
 * currency.
 * @throws Conflict AMOUNT_TOO_LARGE
 */
export async function earnings(loaders: Loaders, tournamentId: string): Promise<Earnings | null> {
  const [role, currency] = await Promise.all([
    loaders.ownStaffRole.load(tournamentId),
    loaders.currencyOf.load(tournamentId),
  ]);
  if (role === null || currency === null) return null;
  const { salesMinor, donationsMinor, refundedMinor, commissionMinor } =
    await loaders.earningsOf.load(tournamentId);
  const money = (minor: bigint): Money => ({ amount: shownSum(minor), currency });
  return {
    gross: money(salesMinor),
    donations: money(donationsMinor),
    refunded: money(refundedMinor),
    commission: money(commissionMinor),
    net: money(salesMinor + donationsMinor - commissionMinor),
  };
}
