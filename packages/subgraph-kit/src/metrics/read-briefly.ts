import { sql } from 'drizzle-orm';
import type { Queryable } from '../database.ts';

/** What whoever scrapes may cost a database. */
const STATEMENT_TIMEOUT_MS = 1_000;

/** Reads of a database for metrics, and gives up rather than be a burden to it. */
export const readBriefly = <S extends Record<string, unknown>, Result>(
  db: Queryable<S>,
  read: (tx: Queryable<S>) => Promise<Result>,
): Promise<Result> =>
  db.transaction(async (tx) => {
    await tx.execute(sql.raw(`set local statement_timeout = ${STATEMENT_TIMEOUT_MS}`));
    return read(tx);
  });
