import type { Database } from '@arena/subgraph-kit';
import {
  allowLongReads,
  findDisagreeing,
  findUnbalanced,
  sumLedger,
  type Balance,
  type CheckoutFault,
} from '../../db/ledger-check-store.ts';
import type * as schema from '../../db/schema.ts';

/** One thing that is wrong in the ledger, and where. */
export type LedgerFault = {
  kind: 'SUM_NOT_ZERO' | 'TRANSACTION_UNBALANCED' | CheckoutFault;
  /** a currency and provider, a transaction's id or a checkout's, as `kind` says */
  subject: string;
};

export type LedgerReport = {
  balances: Balance[];
  /** empty when the ledger is sound */
  faults: LedgerFault[];
  /** whether there are more faults than are named */
  hasMore: boolean;
};

/** How many transactions, and how many checkouts, are named at most. */
const NAMED_AT_MOST = 100;

/**
 * Says whether the ledger sums to zero per currency and provider, each transaction does, every paid checkout has its
 * payment and every refunded one its reversal. All of it is looked at as it is at one moment, and nothing waits for
 * it.
 */
export const checkLedger = (db: Database<typeof schema>): Promise<LedgerReport> =>
  db.transaction(
    async (tx) => {
      await allowLongReads(tx);
      const balances = await sumLedger(tx);
      const unbalanced = await findUnbalanced(tx, NAMED_AT_MOST + 1);
      const disagreeing = await findDisagreeing(tx, NAMED_AT_MOST + 1);
      return {
        balances,
        faults: [
          ...balances
            .filter(({ sumMinor }) => sumMinor !== 0n)
            .map(({ currency, provider }) => fault('SUM_NOT_ZERO', `${currency} ${provider}`)),
          ...unbalanced.slice(0, NAMED_AT_MOST).map((id) => fault('TRANSACTION_UNBALANCED', id)),
          ...disagreeing
            .slice(0, NAMED_AT_MOST)
            .map(({ checkoutId, fault: kind }) => fault(kind, checkoutId)),
        ],
        hasMore: Math.max(unbalanced.length, disagreeing.length) > NAMED_AT_MOST,
      };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );

const fault = (kind: LedgerFault['kind'], subject: string): LedgerFault => ({ kind, subject });
