import type { Queryable } from '@arena/subgraph-kit';
import Stripe from 'stripe';
import type * as schema from '../../db/schema.ts';
import { addSandboxJob, insertSandboxWebhook } from '../../db/sandbox-webhook-store.ts';
import { sandboxId, type Sandbox } from './sandbox.ts';

/** The name of the job that brings a webhook. */
export const DELIVERY = 'deliver-sandbox-webhook';

/** When a webhook is to be brought; undefined for at once. */
function dueAt({ webhooks: { delayMs, isShuffled } }: Sandbox): Date | undefined {
  if (delayMs === 0) return undefined;
  // by the clock of the database, which the jobs go by
  return new Date(Date.now() + delayMs * (isShuffled ? Math.random() : 1));
}

/** Has the platform told of an event, by a webhook that leaves once the transaction has committed. */
export async function tellPlatform(
  sandbox: Sandbox,
  tx: Queryable<typeof schema>,
  type: string,
  object: object,
): Promise<void> {
  const id = sandboxId('evt');
  const createdAt = sandbox.now();
  const event = {
    id,
    object: 'event',
    api_version: Stripe.API_VERSION,
    created: Math.floor(createdAt.getTime() / 1_000),
    livemode: false,
    type,
    data: { object },
  };
  const body = JSON.stringify(event);
  await insertSandboxWebhook(tx, { id, type, body, createdAt, deliveredAt: null });
  for (let delivery = 0; delivery <= sandbox.webhooks.repeats; delivery += 1) {
    await addSandboxJob(tx, { name: DELIVERY, payload: { webhookId: id }, runAt: dueAt(sandbox) });
  }
}
