import type { CheckoutRow } from '../db/schema.ts';
import type { Loaders } from '../loaders.ts';

/** When a donation was paid, which whichever is shown has been. */
export function donatedAt({ id, completedAt }: CheckoutRow): Date {
  if (completedAt === null) throw new Error(`Donation ${id} has not been paid`);
  return completedAt;
}

/** What is left of a donation, without what of it has gone back. */
export const amountOf = async (
  { leftOf }: Loaders,
  { id, currency }: CheckoutRow,
): Promise<{ amount: number; currency: string }> => ({ amount: await leftOf.load(id), currency });

/** Who gave a donation; null when that is not to be known. */
export const donorOf = ({ buyerId, isAnonymous }: CheckoutRow): { id: string } | null =>
  isAnonymous ? null : { id: buyerId };
