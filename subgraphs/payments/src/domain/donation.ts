import type { CheckoutRow } from '../db/schema.ts';

/** When a donation was paid, which whichever is shown has been. */
export function donatedAt({ id, completedAt }: CheckoutRow): Date {
  if (completedAt === null) throw new Error(`Donation ${id} has not been paid`);
  return completedAt;
}

/** Who gave a donation; null when that is not to be known. */
export const donorOf = ({ buyerId, isAnonymous }: CheckoutRow): { id: string } | null =>
  isAnonymous ? null : { id: buyerId };
