import type { Queryable } from '@arena/subgraph-kit';
import { eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { sandboxSessions, type SandboxSessionRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Stores a session; undefined where its key has been used before. */
export async function insertSandboxSession(
  tx: Db,
  session: SandboxSessionRow,
): Promise<SandboxSessionRow | undefined> {
  const [inserted] = await tx.insert(sandboxSessions).values(session).onConflictDoNothing().returning();
  return inserted;
}

/** What tells one session from all others. */
export type SandboxSessionName = { id: string } | { idempotencyKey: string } | { paymentId: string };

const named = (name: SandboxSessionName) => {
  if ('id' in name) return eq(sandboxSessions.id, name.id);
  if ('paymentId' in name) return eq(sandboxSessions.paymentId, name.paymentId);
  return eq(sandboxSessions.idempotencyKey, name.idempotencyKey);
};

/** The session of that name. */
export async function findSandboxSession(
  db: Db,
  name: SandboxSessionName,
): Promise<SandboxSessionRow | undefined> {
  const [row] = await db.select().from(sandboxSessions).where(named(name));
  return row;
}

/** The same, kept from change by others until the transaction ends. */
export async function lockSandboxSession(
  tx: Db,
  name: SandboxSessionName,
): Promise<SandboxSessionRow | undefined> {
  const [row] = await tx.select().from(sandboxSessions).where(named(name)).for('update');
  return row;
}

export type SandboxSessionChange = Partial<
  Pick<SandboxSessionRow, 'status' | 'paymentId' | 'paymentStatus' | 'failure'>
>;

/** Changes a session that the transaction has locked. */
export async function updateSandboxSession(
  tx: Db,
  session: SandboxSessionRow,
  change: SandboxSessionChange,
): Promise<SandboxSessionRow> {
  await tx.update(sandboxSessions).set(change).where(eq(sandboxSessions.id, session.id));
  return { ...session, ...change };
}
