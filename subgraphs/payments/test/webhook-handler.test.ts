import { startHttpServer } from '@arena/subgraph-kit';
import { register } from '@arena/testing';
import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { webhookHandler } from '../src/http/webhook-handler.ts';
import type { ProviderEvent } from '../src/providers/provider.ts';
import { readSignedWebhook } from '../src/providers/read-signed-webhook.ts';

const secret = 'whsec_of_this_test';
const trust = { secret, isLive: false, now: () => new Date() };

/** An endpoint that hands the events on. */
async function endpoint(handle: (event: ProviderEvent) => Promise<unknown>) {
  const errors: unknown[] = [];
  const http = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    drainTimeoutMs: 0,
    onError: (error) => void errors.push(error),
    handler: webhookHandler({
      readWebhook: (body, signature) => readSignedWebhook(trust, body, signature),
      handle,
    }),
  });
  return register('endpoint', { url: http.url, errors }, () => http.stop());
}

const signed = (payload: string) => Stripe.webhooks.generateTestHeaderString({ payload, secret });
const post = (url: string, body: string, signature?: string) =>
  fetch(url, { method: 'POST', body, headers: signature ? { 'stripe-signature': signature } : {} });
const event = (id: string) =>
  // spaces, line ends and letters that a parser would not give back as they came
  `{ "id": "${id}",\r\n "object": "event", "type": "ping", "livemode": false, "data": {"object": {"a": "\\u00f1ñ"}} }\n`;

test('an event is answered with 2xx once it has been handled, and not before', async () => {
  let commit = () => {};
  const committed = new Promise<void>((resolve) => (commit = resolve));
  const order: string[] = [];
  await using http = await endpoint(async () => {
    order.push('begun');
    await committed;
    order.push('committed');
  });
  const answer = post(http.url, event('evt_1'), signed(event('evt_1'))).then((response) => {
    order.push('answered');
    return response;
  });
  await expect.poll(() => order).toEqual(['begun']);
  commit();
  expect((await answer).status).toBe(200);
  expect(order).toEqual(['begun', 'committed', 'answered']);
});

test('an event that could not be handled is answered with 500, and comes again', async () => {
  const handled: string[] = [];
  let isBroken = true;
  await using http = await endpoint(async ({ id }) => {
    if (isBroken) throw new Error('no database');
    handled.push(id);
  });
  expect((await post(http.url, event('evt_1'), signed(event('evt_1')))).status).toBe(500);
  expect(http.errors).toMatchObject([{ message: 'no database' }]);
  isBroken = false;
  expect((await post(http.url, event('evt_1'), signed(event('evt_1')))).status).toBe(200);
  expect(handled).toEqual(['evt_1']);
});

test('what is not to be believed is answered with 400 and the reason, and not handled', async () => {
  const handled: unknown[] = [];
  await using http = await endpoint(async (told) => handled.push(told));
  const refusal = async (body: string, signature?: string) => {
    const response = await post(http.url, body, signature);
    return [response.status, await response.json()];
  };
  const body = event('evt_1');
  expect(await refusal(body)).toEqual([400, { error: 'UNSIGNED' }]);
  expect(await refusal(body.trim(), signed(body))).toEqual([400, { error: 'BAD_SIGNATURE' }]);
  expect(await refusal('{}', signed('{}'))).toEqual([400, { error: 'MALFORMED' }]);
  expect(handled).toEqual([]);
  expect(http.errors).toEqual([]);
});

test('a body of more than 1 MB is answered with 413, other methods with 405', async () => {
  await using http = await endpoint(async () => {});
  const large = 'x'.repeat(1_048_577);
  expect((await post(http.url, large, signed(large))).status).toBe(413);
  const got = await fetch(http.url);
  expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
});
