import type { LedgerFault, LedgerReport } from '@arena/payments';
import { columns } from '../text/columns.ts';

/** What each kind of fault says of its subject. */
const FAULTS: Record<LedgerFault['kind'], (subject: string) => string> = {
  SUM_NOT_ZERO: (subject) => `${subject}: the ledger does not sum to zero`,
  TRANSACTION_UNBALANCED: (id) =>
    `transaction ${id}: its entries do not sum to zero, or do not move its amount`,
  PAYMENT_MISSING: (id) => `checkout ${id}: it is paid, and the ledger has no payment of it`,
  PAYMENT_UNTOLD: (id) => `checkout ${id}: the ledger has its payment, and it is not paid`,
  PAYMENT_DIFFERENT: (id) =>
    `checkout ${id}: the ledger has another amount, commission, currency, provider, person, tournament or organiser for it`,
  REVERSAL_MISSING: (id) =>
    `checkout ${id}: it is refunded, or lost to a dispute, and the ledger has not all of that back`,
  REVERSAL_UNTOLD: (id) => `checkout ${id}: the ledger has all of it back, and it is not refunded`,
  REVERSAL_DIFFERENT: (id) =>
    `checkout ${id}: the ledger has another share of its commission back than of its amount`,
  BEYOND_PAYMENT: (id) => `checkout ${id}: more of it has gone back than was paid`,
};

const formatBalances = ({ balances }: LedgerReport): string =>
  columns([
    ['CURRENCY', 'THROUGH', 'TRANSACTIONS', 'PROVIDER', 'ORGANIZERS', 'COMMISSION', 'SUM'],
    ...balances.map((balance) => [
      balance.currency,
      balance.provider,
      String(balance.transactions),
      String(balance.providerMinor),
      String(balance.organizersMinor),
      String(balance.commissionMinor),
      String(balance.sumMinor),
    ]),
  ]);

/** A report for who runs the platform; its amounts are in minor units. */
export const formatLedger = (report: LedgerReport): string => {
  const { balances, faults, hasMore } = report;
  const table = balances.length === 0 ? 'The ledger is empty.' : formatBalances(report);
  if (faults.length === 0) return `${table}\n\nThe ledger is sound.`;
  const named = faults.map(({ kind, subject }) => `  ${FAULTS[kind](subject)}`);
  return [table, '', 'The ledger is NOT sound:', ...named, ...(hasMore ? ['  and more'] : [])].join('\n');
};
