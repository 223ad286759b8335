import { routingKey } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import {
  codeOf,
  emptyDatabase,
  eventually,
  testBus,
  testRedis,
  testServices,
  type TestBus,
} from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessToken, bearer, jwks } from '../access-tokens.ts';
import { startedGateway, type StartedGateway } from '../started-gateway.ts';

const QUEUE = 'gateway.users.session-ended';

let database: Awaited<ReturnType<typeof emptyDatabase>>;
let bus: TestBus;
beforeAll(async () => {
  database = await emptyDatabase();
  bus = await testBus(database.url, [20, 40, 60, 80]);
});
afterAll(async () => {
  await bus[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const told = (payload: unknown) => ({
  id: newId(),
  routingKey: routingKey('users.session-ended'),
  content: JSON.stringify(payload),
  headers: {},
});
const tellEnd = (sessionId: string) =>
  bus.publish([told({ userId: newId(), sessionId, reason: 'LOGGED_OUT' })]);

const tokenOf = async (sessionId: string) => bearer(await accessToken({ claims: { sid: sessionId } }));
const askWith = (gateway: StartedGateway, token: Record<string, string>) =>
  gateway.ask('{ __typename }', {}, token);
const untilRefused = (gateway: StartedGateway, token: Record<string, string>) =>
  eventually(
    () => askWith(gateway, token),
    ({ status }) => status === 401,
  );

test('the token of a session that has ended is refused like any bad one, those of other sessions go on', async () => {
  await using gateway = await startedGateway({ jwks, bus });
  const ended = newId();
  const [token, another, other] = [await tokenOf(ended), await tokenOf(ended), await tokenOf(newId())];
  expect(await askWith(gateway, token)).toMatchObject({ status: 200 });
  await tellEnd(ended);
  const refusal = await untilRefused(gateway, token);
  expect(refusal.errors).toMatchObject([{ message: 'The access token is not valid' }]);
  expect(codeOf(refusal)).toBe('UNAUTHENTICATED');
  expect(await askWith(gateway, another)).toMatchObject({ status: 401 });
  expect(await askWith(gateway, other)).toMatchObject({ status: 200 });
  expect(await gateway.ask('{ __typename }'), 'without a token').toMatchObject({ status: 200 });
});

test('an end that is told while no gateway runs is heeded by the next', async () => {
  const ended = newId();
  await tellEnd(ended);
  await using gateway = await startedGateway({ jwks, bus });
  expect(await untilRefused(gateway, await tokenOf(ended))).toMatchObject({ status: 401 });
});

test('a message that tells of no session is parked, and hinders none', async () => {
  await using gateway = await startedGateway({ jwks, bus });
  const bad = told({ userId: newId() });
  const ended = newId();
  await bus.publish([bad]);
  await tellEnd(ended);
  await untilRefused(gateway, await tokenOf(ended));
  const parked = await eventually(
    () => bus.deadLetters(QUEUE, 10),
    (letters) => letters.length > 0,
  );
  expect(parked).toMatchObject([{ id: bad.id, attempts: 1 }]);
});

test.skipIf('missing' in testServices().redis)(
  'what one gateway is told the others of its Redis heed too',
  async () => {
    await using redis = await testRedis();
    const options = { jwks, redis: redis.client, env: { LIVE_PREFIX: redis.prefix, SESSIONS_POLL_MS: '20' } };
    await using listens = await startedGateway({ ...options, bus });
    await using other = await startedGateway(options);
    const ended = newId();
    const token = await tokenOf(ended);
    expect(await askWith(other, token)).toMatchObject({ status: 200 });
    await tellEnd(ended);
    expect(await untilRefused(other, token)).toMatchObject({ status: 401 });
    expect(await askWith(listens, token)).toMatchObject({ status: 401 });
  },
);
