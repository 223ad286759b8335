import type { Queryable } from '@arena/subgraph-kit';
import { desc, eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { sandboxRefunds, type SandboxRefundRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Stores a refund. */
export async function insertSandboxRefund(tx: Db, refund: SandboxRefundRow): Promise<void> {
  await tx.insert(sandboxRefunds).values(refund);
}

/** The refund that a key was used for. */
export async function findSandboxRefundByKey(db: Db, key: string): Promise<SandboxRefundRow | undefined> {
  const [row] = await db.select().from(sandboxRefunds).where(eq(sandboxRefunds.idempotencyKey, key));
  return row;
}

/** The refund with this id. */
export async function findSandboxRefund(db: Db, id: string): Promise<SandboxRefundRow | undefined> {
  const [row] = await db.select().from(sandboxRefunds).where(eq(sandboxRefunds.id, id));
  return row;
}

/** The refunds of a payment, the latest first. */
export const listSandboxRefunds = (db: Db, paymentId: string): Promise<SandboxRefundRow[]> =>
  db
    .select()
    .from(sandboxRefunds)
    .where(eq(sandboxRefunds.paymentId, paymentId))
    .orderBy(desc(sandboxRefunds.createdAt), desc(sandboxRefunds.id));

/** Has a refund fail, as when the buyer's bank sends it back. */
export async function failSandboxRefund(
  tx: Db,
  refund: SandboxRefundRow,
  reason: string,
): Promise<SandboxRefundRow> {
  await tx.update(sandboxRefunds).set({ status: 'FAILED', reason }).where(eq(sandboxRefunds.id, refund.id));
  return { ...refund, status: 'FAILED', reason };
}
