import { newId, openDatabase } from '@arena/subgraph-kit';
import {
  cloneDatabase,
  eventually,
  register,
  running,
  testAdapters,
  testBus,
  testIdentityJwks,
  testLive,
} from '@arena/testing';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import * as schema from '../src/db/schema.ts';
import { parseEnv, start } from '../src/index.ts';
import { openSandbox } from '../src/providers/sandbox/open-sandbox.ts';

/** The started subgraph with its sandbox, and that sandbox as another process sees it. */
async function startWithSandbox() {
  const adapters = testAdapters();
  const database = await cloneDatabase('payments');
  const { db, close } = openDatabase(database.url, schema);
  const bus = await testBus(database.url);
  const live = testLive();
  const env = parseEnv({
    DATABASE_URL: database.url,
    IDENTITY_JWKS: testIdentityJwks,
    PORT: '0',
    PUBLIC_URL: 'https://arena.example',
    PAYMENT_PROVIDER: 'sandbox',
    SANDBOX_WEBHOOK_REPEATS: '2',
  });
  const warnings: unknown[] = [];
  const logger = Object.assign(Object.create(adapters.logger) as typeof adapters.logger, {
    warn: (message: unknown) => void warnings.push(message),
  });
  const service = running('payments', await start(env, { ...adapters, logger, bus, live }));
  const sandbox = await openSandbox(env, { db, now: adapters.now });
  return register('started payments', { db, sandbox, warnings, url: service.url }, async () => {
    await service[Symbol.asyncDispose]();
    await bus[Symbol.asyncDispose]();
    await live[Symbol.asyncDispose]();
    await close();
    await database[Symbol.asyncDispose]();
  });
}

test('the started subgraph serves the page, and is told of what was paid there, which counts once', async () => {
  await using started = await startWithSandbox();
  const { db, sandbox, url } = started;
  const session = await sandbox.provider.openSession(
    {
      checkoutId: newId(),
      description: 'Ticket',
      amountMinor: 2_000_000,
      currency: 'COP',
      successUrl: 'https://arena.example/paid',
      cancelUrl: 'https://arena.example/back',
      expiresAt: new Date(Date.now() + 3_600_000),
    },
    newId(),
  );
  const page = new URL(session.url ?? '');
  expect(page.origin).toBe('https://arena.example');

  const here = `${url}${page.pathname}${page.search}`;
  expect(await (await fetch(here)).text()).toContain('COP 20,000.00');
  const body = new URLSearchParams({ action: 'pay' });
  const paid = await fetch(here, { method: 'POST', body, redirect: 'manual' });
  expect([paid.status, paid.headers.get('location')]).toEqual([303, 'https://arena.example/paid']);

  const waiting = sql`select from graphile_worker.jobs where task_identifier = 'deliver-sandbox-webhook'`;
  await eventually(
    async () => (await db.execute(waiting)).length,
    (count) => count === 0,
  );
  expect(await db.select().from(schema.sandboxWebhooks)).toMatchObject([{ deliveredAt: expect.any(Date) }]);
  expect(await db.select().from(schema.providerEvents)).toMatchObject([
    { provider: 'sandbox', type: 'checkout.session.completed' },
  ]);
});

test('it is said at the start that no money moves', async () => {
  await using started = await startWithSandbox();
  expect(started.warnings).toContain('the sandbox takes the payments: no money moves');
});

test('the started subgraph believes no webhook that is not signed', async () => {
  await using started = await startWithSandbox();
  const answer = await fetch(`${started.url}/webhooks/stripe`, { method: 'POST', body: '{}' });
  expect([answer.status, await answer.json()]).toEqual([400, { error: 'UNSIGNED' }]);
});
