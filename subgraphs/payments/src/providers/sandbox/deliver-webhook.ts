import type { Job } from '@arena/subgraph-kit';
import Stripe from 'stripe';
import { z } from 'zod';
import { findSandboxWebhook, noteDelivery } from '../../db/sandbox-webhook-store.ts';
import type { Sandbox } from './sandbox.ts';
import { DELIVERY } from './tell-platform.ts';

const TIMEOUT_MS = 10_000;

const payloadSchema = z.object({ webhookId: z.string() });

export type Delivery = {
  secret: string;
  /** where webhooks are brought; undefined while that is not known */
  address: () => string | undefined;
};

async function post(address: string, body: string, signature: string): Promise<void> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
    body,
    // anything but a yes is a no
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`The webhook was answered with ${response.status}`);
}

/** Brings one webhook, signed anew each time; a failure has it brought again, each time later. */
export const deliverWebhookJob = ({ db, now }: Sandbox, { secret, address }: Delivery): Job => ({
  name: DELIVERY,
  run: async (payload) => {
    const webhook = await findSandboxWebhook(db, payloadSchema.parse(payload).webhookId);
    if (!webhook) return;
    const url = address();
    if (url === undefined) throw new Error('Where webhooks are brought is not known yet');
    const timestamp = Math.floor(now().getTime() / 1_000);
    const signature = Stripe.webhooks.generateTestHeaderString({ payload: webhook.body, secret, timestamp });
    await post(url, webhook.body, signature);
    await noteDelivery(db, webhook.id, now());
  },
});
