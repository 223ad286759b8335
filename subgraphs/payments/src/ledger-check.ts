import { openDatabase } from '@arena/subgraph-kit';
import * as schema from './db/schema.ts';
import * as ledger from './domain/ledger/check-ledger.ts';

export type { LedgerFault, LedgerReport } from './domain/ledger/check-ledger.ts';

/** Says whether the ledger in this database is sound and agrees with the checkouts. */
export async function checkLedger(databaseUrl: string): Promise<ledger.LedgerReport> {
  const { db, close } = openDatabase(databaseUrl, schema, { poolSize: 1 });
  try {
    return await ledger.checkLedger(db);
  } finally {
    await close();
  }
}
