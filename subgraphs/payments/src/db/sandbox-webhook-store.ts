import type { Queryable } from '@arena/subgraph-kit';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { sandboxSettings, sandboxWebhooks, type SandboxWebhookRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Stores a webhook. */
export async function insertSandboxWebhook(tx: Db, webhook: SandboxWebhookRow): Promise<void> {
  await tx.insert(sandboxWebhooks).values(webhook);
}

/** The webhook with this id. */
export async function findSandboxWebhook(db: Db, id: string): Promise<SandboxWebhookRow | undefined> {
  const [row] = await db.select().from(sandboxWebhooks).where(eq(sandboxWebhooks.id, id));
  return row;
}

/** Notes when a webhook was first taken. */
export async function noteDelivery(db: Db, id: string, at: Date): Promise<void> {
  await db
    .update(sandboxWebhooks)
    .set({ deliveredAt: at })
    .where(and(eq(sandboxWebhooks.id, id), isNull(sandboxWebhooks.deliveredAt)));
}

/** The secret of this database's sandbox; the one given becomes it where there is none yet. */
export async function keptWebhookSecret(db: Db, fresh: string): Promise<string> {
  await db.insert(sandboxSettings).values({ webhookSecret: fresh }).onConflictDoNothing();
  const [row] = await db.select().from(sandboxSettings);
  return row?.webhookSecret ?? fresh;
}

/** A job of the sandbox, and when it is due; at once if that is not said. */
export type SandboxJob = { name: string; payload: Record<string, string>; runAt?: Date };

/** Has a job done once the transaction has committed, and again until it does not fail. */
export async function addSandboxJob(tx: Db, { name, payload, runAt }: SandboxJob): Promise<void> {
  await tx.execute(sql`
    select graphile_worker.add_job(
      ${name}, ${JSON.stringify(payload)}::text::json, run_at => ${runAt?.toISOString() ?? null}::timestamptz)`);
}
