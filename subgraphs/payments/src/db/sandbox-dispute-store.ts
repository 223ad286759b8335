import type { Queryable } from '@arena/subgraph-kit';
import { desc, eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { sandboxDisputes, type SandboxDisputeRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Stores a dispute. */
export async function insertSandboxDispute(tx: Db, dispute: SandboxDisputeRow): Promise<void> {
  await tx.insert(sandboxDisputes).values(dispute);
}

/** The disputes of a payment, the latest first. */
export const listSandboxDisputes = (db: Db, paymentId: string): Promise<SandboxDisputeRow[]> =>
  db
    .select()
    .from(sandboxDisputes)
    .where(eq(sandboxDisputes.paymentId, paymentId))
    .orderBy(desc(sandboxDisputes.createdAt), desc(sandboxDisputes.id));

/** Has a dispute come to its end. */
export async function closeSandboxDispute(
  tx: Db,
  dispute: SandboxDisputeRow,
  status: 'WON' | 'LOST',
): Promise<SandboxDisputeRow> {
  await tx.update(sandboxDisputes).set({ status }).where(eq(sandboxDisputes.id, dispute.id));
  return { ...dispute, status };
}
