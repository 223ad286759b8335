import { newId } from '@arena/subgraph-kit';
import { eventually, testBus, testLogger, type TestBus } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  CONSUMERS,
  inbox,
  startConsumer,
  type EventHandlers,
  type OutgoingMessage,
  type Running,
  type Transact,
} from '../src/index.ts';
import type { schema } from './event-database.ts';
import { effects, eventDatabase } from './event-database.ts';
import { message, OTHER_KEY, OTHER_QUEUE } from './messages.ts';

type Handlers = EventHandlers<typeof schema, 'tournaments'>;

const [OLD, RECENT] = [newId(), newId()];
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

let database: Awaited<ReturnType<typeof eventDatabase>>;
let bus: TestBus;
let running: Running;
let fails = 0;
const followed: string[] = [];
const handled: string[] = [];

const handlers: Handlers = {
  'tickets.issued': async (tx, { ticketId }, _headers, messageId) => {
    handled.push(messageId);
    await tx.insert(effects).values({ what: ticketId });
    if (fails > 0) {
      fails -= 1;
      throw new Error('not yet');
    }
    return () => void followed.push(ticketId);
  },
  'tickets.invalidated': async () => {},
  'tickets.transferred': async () => {},
};

beforeAll(async () => {
  database = await eventDatabase();
  await database.db.insert(inbox).values([
    { messageId: OLD, routingKey: OTHER_KEY, handledAt: daysAgo(31) },
    { messageId: RECENT, routingKey: OTHER_KEY, handledAt: daysAgo(29) },
  ]);
  bus = await testBus(database.url, [10, 20, 30, 40]);
  const transact: Transact<typeof schema> = (work) => database.db.transaction(work);
  running = await startConsumer({
    ...{ consumer: 'tournaments', handlers, bus, transact, logger: testLogger() },
    forgetEveryMs: 20,
  });
});
afterAll(async () => {
  await running.stop();
  await bus[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const issued = (ticketId: string = newId()): OutgoingMessage =>
  message(
    {
      ticketId,
      type: 'PARTICIPANT',
      tournamentId: newId(),
      matchId: null,
      ownerId: newId(),
      checkoutId: null,
    },
    OTHER_KEY,
  );

const state = async () => (await bus.queues()).find(({ queue }) => queue === OTHER_QUEUE);
const settled = () => eventually(state, (s) => s?.ready === 0);
const dead = async () => (await bus.deadLetters(OTHER_QUEUE, 100)).map(({ error }) => error);

test('a message that comes many times has its effect once, and what follows it happens once', async () => {
  const ticketId = newId();
  const repeated = issued(ticketId);
  await bus.publish([repeated, repeated, repeated, issued(), repeated]);
  await bus.publish([repeated]);
  await settled();
  expect((await database.effects()).filter((what) => what === ticketId)).toHaveLength(1);
  expect(followed.filter((what) => what === ticketId)).toHaveLength(1);
  expect(handled.filter((id) => id === repeated.id)).toHaveLength(1);
});

test('what was handled a month ago is forgotten, and nothing that was handled since', async () => {
  const remembered = await eventually(
    async () => (await database.db.select().from(inbox)).map(({ messageId }) => messageId),
    (ids) => !ids.includes(OLD),
  );
  expect(remembered).not.toContain(OLD);
  expect(remembered).toContain(RECENT);
});

test('a handler that fails leaves nothing half done, and its message is remembered only once it succeeds', async () => {
  fails = 2;
  const ticketId = newId();
  await bus.publish([issued(ticketId)]);
  await eventually(database.effects, (done) => done.includes(ticketId));
  expect((await database.effects()).filter((what) => what === ticketId)).toHaveLength(1);
  await settled();
  expect(await dead()).toEqual([]);
});

test.each([
  ['that is not JSON', { ...issued(), content: 'hello' }, 'The message is not JSON'],
  [
    'of an unknown version',
    { ...issued(), routingKey: 'tickets.issued.v99' },
    'Unknown version: tickets.issued.v99',
  ],
  ['whose id is none of ours', { ...issued(), id: 'one' }, 'The message has no id'],
  ['that fails its schema', message({ ticketId: 7 }, OTHER_KEY), /^The message is not as the catalogue says/],
])('a message %s is parked at once', async (_what, bad, reason) => {
  const letter = async () =>
    (await bus.deadLetters(OTHER_QUEUE, 100)).find(
      ({ content, routingKey }) => content === bad.content && routingKey === bad.routingKey,
    );
  await bus.publish([bad, issued()]);
  const parked = await eventually(letter, (found) => found !== undefined);
  expect(parked).toMatchObject({ id: bad.id, attempts: 1 });
  expect(parked?.error).toMatch(reason);
});

test('every consumer of the catalogue is told of an event only once over', () => {
  for (const events of Object.values(CONSUMERS)) expect(new Set(events).size).toBe(events.length);
});
