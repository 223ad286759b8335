import { DomainError, newId } from '@arena/subgraph-kit';
import { emptyDatabase, testBus, testLogger, type TestBus } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, serveRequests, type Running } from '../src/index.ts';

let database: Awaited<ReturnType<typeof emptyDatabase>>;
let bus: TestBus;
let serving: Running;
beforeAll(async () => {
  database = await emptyDatabase();
  bus = await testBus(database.url);
  serving = await serveRequests(
    bus,
    {
      'tickets.code': async ({ ownerId }, { requestId }) => {
        if (requestId === 'crash') throw new Error('secret of the database');
        if (requestId === 'refuse') throw new DomainError('CONFLICT', 'Not now', { reason: 'INVALID_STATE' });
        return { code: `TKT of ${ownerId}` };
      },
    },
    testLogger(),
  );
});
afterAll(async () => {
  await serving.stop();
  await bus[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const input = { ticketId: newId(), ownerId: newId() };

test('the answer is what the replier says', async () => {
  expect(await ask(bus, 'tickets.code', input)).toEqual({ code: `TKT of ${input.ownerId}` });
});

test('a refusal reaches whoever asks, with its code and reason', async () => {
  const refused = ask(bus, 'tickets.code', input, { requestId: 'refuse' });
  await expect(refused).rejects.toMatchObject({
    message: 'Not now',
    extensions: { code: 'CONFLICT', reason: 'INVALID_STATE' },
  });
});

test('what nobody foresaw tells nothing of the inside', async () => {
  const failed = ask(bus, 'tickets.code', input, { requestId: 'crash' });
  await expect(failed).rejects.toMatchObject({ extensions: { code: 'INTERNAL' } });
  await expect(failed).rejects.not.toThrow(/secret/);
});

test('a request that is not as the catalogue says is refused', async () => {
  const wrong = ask(bus, 'tickets.code', { ticketId: '1', ownerId: '2' });
  await expect(wrong).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
});

test('without a replier the deadline tells which domain is away', async () => {
  const asked = ask(bus, 'users.contacts', { userIds: [] }, { timeoutMs: 50 });
  await expect(asked).rejects.toMatchObject({
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'users' },
  });
});
