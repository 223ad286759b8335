import { newId, type Queryable } from '@arena/subgraph-kit';
import {
  findEntries,
  insertEntries,
  insertRefund,
  lockPayment,
  sumReversals,
  type LedgerLine,
} from '../../db/ledger-store.ts';
import type * as schema from '../../db/schema.ts';
import type { CheckoutRow, ProviderName, TransactionRow } from '../../db/schema.ts';
import { COMMISSION_ACCOUNT, PROVIDER_ACCOUNT } from '../../db/ledger-accounts.ts';
import { requireAmount } from './amounts.ts';
import { reversedCommission } from './commission.ts';
import { LedgerRefused } from './errors.ts';

type Tx = Queryable<typeof schema>;
type Paid = Pick<CheckoutRow, 'id'>;

/**
 * Records that money of a paid checkout has gone back, the whole of it or a part. The commission that was stored goes
 * back in proportion; with the last part exactly what is left of it does. The same accounts give that had received.
 * @param amountMinor above zero, in minor units
 * @throws LedgerRefused NOT_PAID when no payment is recorded, BEYOND_PAYMENT when more would go back than was paid
 * @throws RangeError for what is no amount
 */
export const recordRefund = (
  tx: Tx,
  checkout: Paid,
  amountMinor: number,
  now: Date,
): Promise<TransactionRow> => reverse(tx, checkout, requireAmount(amountMinor, 1), now);

/**
 * Records that money which had gone back did not reach its buyer, and is here again: what it had reversed, the
 * commission too, is as if it had never gone.
 * @param amountMinor above zero, in minor units
 * @throws LedgerRefused NOT_PAID when no payment is recorded, BEYOND_PAYMENT when more would return than had gone back
 * @throws RangeError for what is no amount
 */
export const recordReturn = (
  tx: Tx,
  checkout: Paid,
  amountMinor: number,
  now: Date,
): Promise<TransactionRow> => reverse(tx, checkout, -requireAmount(amountMinor, 1), now);

/** Records that so much goes back; below zero, that so much of it returns. */
async function reverse(tx: Tx, checkout: Paid, backMinor: number, now: Date): Promise<TransactionRow> {
  const payment = await lockPayment(tx, checkout.id);
  if (!payment) throw new LedgerRefused('NOT_PAID', `No payment is recorded for checkout ${checkout.id}`);
  const { provider, organizer, commissionMinor } = partsOf(payment, await findEntries(tx, payment.id));
  const before = await sumReversals(tx, checkout.id);
  if (backMinor > payment.amountMinor - before.refundedMinor || -backMinor > before.refundedMinor) {
    throw new LedgerRefused('BEYOND_PAYMENT', `More would move than was paid for checkout ${checkout.id}`);
  }
  const reversedMinor =
    reversedCommission(
      { amountMinor: payment.amountMinor, commissionMinor },
      before.refundedMinor + backMinor,
    ) - before.reversedMinor;
  const { checkoutId, personId, tournamentId, currency } = payment;
  const refund = await insertRefund(tx, {
    id: newId(),
    checkoutId,
    personId,
    tournamentId,
    amountMinor: -backMinor,
    currency,
    createdAt: now,
  });
  await insertEntries(tx, refund, provider, [
    { account: PROVIDER_ACCOUNT, amountMinor: backMinor },
    { account: organizer, amountMinor: reversedMinor - backMinor },
    { account: COMMISSION_ACCOUNT, amountMinor: -reversedMinor },
  ]);
  return refund;
}

/** Who had received what of a payment, and through whom. */
function partsOf(
  payment: TransactionRow,
  entries: readonly (LedgerLine & { provider: ProviderName })[],
): { provider: ProviderName; organizer: string; commissionMinor: number } {
  const [given] = entries.filter(({ account }) => account === PROVIDER_ACCOUNT);
  if (!given) throw new Error(`Payment ${payment.id} has no entries`);
  const [commission] = entries.filter(({ account }) => account === COMMISSION_ACCOUNT);
  const [organizer] = entries.filter((entry) => entry !== given && entry !== commission);
  return {
    provider: given.provider,
    // an organiser who has received nothing of it has nothing to give back
    organizer: organizer?.account ?? COMMISSION_ACCOUNT,
    commissionMinor: commission?.amountMinor ?? 0,
  };
}
