import { newId } from '@arena/subgraph-kit';
import { eventually, onServer } from '@arena/testing';
import { expect, test } from 'vitest';
import { openSandbox } from '../src/providers/sandbox/open-sandbox.ts';
import { openSandboxOnTrial, type SandboxVariables } from './sandbox-on-trial.ts';
import { startReceiver } from './webhook-receiver.ts';

const HOUR_MS = 3_600_000;

type Opened = Awaited<ReturnType<typeof openSandboxOnTrial>>;

/** Opens sessions and pays them; their ids in the order of payment. */
async function payNew({ provider, operator, adapters }: Opened, count = 1): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const request = {
      checkoutId: newId(),
      description: 'Ticket',
      amountMinor: 2_000_000,
      currency: 'COP',
      successUrl: 'https://arena.example/paid',
      cancelUrl: 'https://arena.example/back',
      expiresAt: new Date(adapters.now().getTime() + HOUR_MS),
    };
    const { id } = await provider.openSession(request, newId());
    await operator.pay(id);
    ids.push(id);
  }
  return ids;
}

const deliveries = ({ databaseUrl }: Opened) =>
  onServer(
    databaseUrl,
    (sql) => sql<{ attempts: number; lastError: string | null; runAt: Date }[]>`
      select attempts, last_error as "lastError", run_at as "runAt" from graphile_worker.jobs
      where task_identifier = 'deliver-sandbox-webhook' order by id`,
  );
const untilDelivered = async (sandbox: Opened) =>
  expect(
    await eventually(
      () => deliveries(sandbox),
      (jobs) => jobs.length === 0,
    ),
  ).toEqual([]);
/** Once a delivery has failed so often, and waits for the next. */
const untilFailed = (sandbox: Opened, attempts: number) =>
  eventually(
    () => deliveries(sandbox),
    ([job]) => job?.attempts === attempts && job.runAt > new Date(),
  );

test('nothing is told of a change that was not committed', async () => {
  await using sandbox = await openSandboxOnTrial();
  const [id = ''] = await payNew(sandbox);
  const [before] = [await deliveries(sandbox)];
  await expect(sandbox.operator.settle(id, 'SUCCEEDED')).rejects.toThrow('resource_missing');
  expect(await deliveries(sandbox)).toEqual(before);
  expect(before).toHaveLength(1);
});

test('a webhook is brought again until it is answered with 2xx, each time signed anew', async () => {
  await using sandbox = await openSandboxOnTrial();
  await using receiver = await startReceiver();
  receiver.read(sandbox.provider);
  receiver.failNext(2);
  sandbox.listening(receiver.url);
  await using _work = await sandbox.work();
  const [sessionId = ''] = await payNew(sandbox);

  await untilFailed(sandbox, 1);
  // by now a signature of then would be refused as stale
  await sandbox.timePasses(HOUR_MS);
  await untilFailed(sandbox, 2);
  await sandbox.timePasses(HOUR_MS);
  await untilDelivered(sandbox);
  expect(receiver.answers).toEqual([500, 500, 200]);
  expect(receiver.events).toMatchObject([{ subject: { kind: 'SESSION', sessionId } }]);
});

test('what was not delivered when the service ended is delivered by the next', async () => {
  await using sandbox = await openSandboxOnTrial();
  await using receiver = await startReceiver();
  receiver.read(sandbox.provider);
  {
    // it does not know where it listens yet, so nothing can be brought
    await using _work = await sandbox.work();
    await payNew(sandbox);
    const [job] = await untilFailed(sandbox, 1);
    expect(job?.lastError).toContain('not known yet');
  }
  sandbox.listening(receiver.url);
  await sandbox.timePasses(HOUR_MS);
  await using _work = await sandbox.work();
  await untilDelivered(sandbox);
  expect(receiver.events).toHaveLength(1);
});

test('webhooks go where a setting says, rather than to the service itself', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await openSandboxOnTrial({ SANDBOX_WEBHOOK_URL: receiver.url });
  receiver.read(sandbox.provider);
  sandbox.listening('http://127.0.0.1:1');
  await using _work = await sandbox.work();
  await payNew(sandbox);
  await untilDelivered(sandbox);
  expect(receiver.events).toHaveLength(1);
});

test('on demand each is brought several times, with the same id', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await openSandboxOnTrial({ SANDBOX_WEBHOOK_REPEATS: '3' });
  receiver.read(sandbox.provider);
  sandbox.listening(receiver.url);
  await using _work = await sandbox.work();
  await payNew(sandbox);
  await untilDelivered(sandbox);
  expect(receiver.events).toHaveLength(4);
  expect(new Set(receiver.events.map(({ id }) => id)).size).toBe(1);
});

test('on demand each is kept back, and they overtake each other', async () => {
  await using receiver = await startReceiver();
  const variables: SandboxVariables = {
    SANDBOX_WEBHOOK_DELAY_MS: String(HOUR_MS),
    SANDBOX_WEBHOOK_SHUFFLE: 'on',
  };
  await using sandbox = await openSandboxOnTrial(variables);
  receiver.read(sandbox.provider);
  sandbox.listening(receiver.url);
  const paid = await payNew(sandbox, 20);
  await using _work = await sandbox.work();
  await sandbox.timePasses(2 * HOUR_MS);
  await untilDelivered(sandbox);
  const told = receiver.events.map(({ subject }) => subject?.kind === 'SESSION' && subject.sessionId);
  expect(told.toSorted()).toEqual(paid.toSorted());
  expect(told).not.toEqual(paid);
});

test('a delay alone keeps the order', async () => {
  await using sandbox = await openSandboxOnTrial({ SANDBOX_WEBHOOK_DELAY_MS: String(HOUR_MS) });
  await payNew(sandbox, 3);
  const due = (await deliveries(sandbox)).map(({ runAt }) => runAt.getTime());
  expect(due).toEqual(due.toSorted((a, b) => a - b));
  expect(Math.min(...due)).toBeGreaterThan(Date.now() + HOUR_MS / 2);
});

test('each database signs with a secret of its own, and keeps it', async () => {
  const variables: SandboxVariables = { SANDBOX_WEBHOOK_SECRET: undefined };
  await using receiver = await startReceiver();
  await using one = await openSandboxOnTrial(variables);
  await using other = await openSandboxOnTrial(variables);
  one.listening(receiver.url);
  await using _work = await one.work();

  receiver.read(other.provider);
  await payNew(one);
  await untilFailed(one, 1);
  expect(receiver.answers).toEqual([400]);

  const restarted = await openSandbox(one.env, { db: one.db, now: one.adapters.now });
  receiver.read(restarted.provider);
  await one.timePasses(HOUR_MS);
  await untilDelivered(one);
  expect(receiver.answers).toEqual([400, 200]);
});
