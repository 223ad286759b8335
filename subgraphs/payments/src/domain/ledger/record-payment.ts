import { newId, type Queryable } from '@arena/subgraph-kit';
import { findOrganizerId, findPayment, insertEntries, insertPayment } from '../../db/ledger-store.ts';
import type * as schema from '../../db/schema.ts';
import type { CheckoutRow, TransactionRow } from '../../db/schema.ts';
import { COMMISSION_ACCOUNT, organizerAccount, PROVIDER_ACCOUNT } from '../../db/ledger-accounts.ts';
import { LedgerRefused } from './errors.ts';

/**
 * Records that a checkout has been paid: the provider gives, the organiser and the platform receive. A checkout is
 * recorded once; again, it answers with what was recorded.
 *
 * While the creation of the tournament has not been told, whose money it is cannot be said, and a line of the ledger
 * cannot be corrected afterwards. Then nothing is written, and whoever learnt of the payment must ask again: the
 * provider keeps the money and repeats its webhook, and the reconciler comes round.
 * @throws LedgerRefused NOTHING_TO_PAY for a free checkout, ORGANIZER_UNKNOWN before the tournament's creation is told
 */
export async function recordPayment(
  tx: Queryable<typeof schema>,
  checkout: CheckoutRow,
  now: Date,
): Promise<TransactionRow> {
  const { id, amountMinor, commissionMinor, currency, provider, tournamentId, type } = checkout;
  if (provider === null || amountMinor === 0) {
    throw new LedgerRefused('NOTHING_TO_PAY', `Nothing is to be paid for checkout ${id}`);
  }
  const organizerId = await findOrganizerId(tx, tournamentId);
  if (organizerId === null) {
    throw new LedgerRefused('ORGANIZER_UNKNOWN', `Whose tournament ${tournamentId} is has not been told yet`);
  }
  const payment = await insertPayment(tx, {
    id: newId(),
    checkoutId: id,
    personId: checkout.buyerId,
    tournamentId,
    type,
    amountMinor,
    currency,
    createdAt: now,
  });
  if (payment === undefined) return recorded(tx, id);
  await insertEntries(tx, payment, provider, [
    { account: PROVIDER_ACCOUNT, amountMinor: -amountMinor },
    { account: organizerAccount(organizerId), amountMinor: amountMinor - commissionMinor },
    { account: COMMISSION_ACCOUNT, amountMinor: commissionMinor },
  ]);
  return payment;
}

async function recorded(tx: Queryable<typeof schema>, checkoutId: string): Promise<TransactionRow> {
  const payment = await findPayment(tx, checkoutId);
  if (!payment) throw new Error(`The payment of checkout ${checkoutId} is gone`);
  return payment;
}
