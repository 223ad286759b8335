import { newId } from '@arena/subgraph-kit';
import { eventually, testBus, testLogger, type TestBus } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  appendEvents,
  startOutbox,
  type ArenaEvent,
  type Delivery,
  type EventBus,
  type OutgoingMessage,
} from '../src/index.ts';
import { eventDatabase } from './event-database.ts';
import { collector, QUEUE } from './messages.ts';

const created = (): ArenaEvent => ({
  name: 'tournaments.created',
  payload: {
    tournamentId: newId(),
    organizerId: newId(),
    capacity: 10,
    currency: 'COP',
    participantPriceMinor: 2_000_000,
    viewerPriceMinor: 500_000,
    startsAt: '2030-01-01T00:00:00Z',
    endsAt: '2030-01-02T00:00:00Z',
  },
});

let database: Awaited<ReturnType<typeof eventDatabase>>;
let bus: TestBus;
beforeAll(async () => {
  database = await eventDatabase();
  bus = await testBus(database.url);
});
afterAll(async () => {
  await bus[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

// a poll that never comes: whatever leaves has been woken
const outboxOf = (through: EventBus = bus) =>
  startOutbox({ db: database.db, bus: through, logger: testLogger(), pollMs: 3_600_000 });

test('what a transaction tells leaves at its commit, whole', async () => {
  const received = collector<Delivery>();
  const consumer = await bus.consume(QUEUE, async (delivery) => received.add(delivery));
  const outbox = outboxOf();
  const event = created();
  await outbox.transact((tx) => appendEvents(tx, [event], { requestId: 'request-7' }));
  await received.until(1);
  expect(JSON.parse(received.items[0]?.content ?? '')).toEqual(event.payload);
  expect(received.items[0]).toMatchObject({
    routingKey: 'tournaments.created.v1',
    headers: { requestId: 'request-7' },
  });
  await outbox.stop();
  expect(await database.waiting()).toBe(0);
  await consumer.stop();
});

test('what a transaction tells that is rolled back never leaves', async () => {
  const outbox = outboxOf();
  const failing = outbox.transact(async (tx) => {
    await appendEvents(tx, [created()]);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await outbox.stop();
  expect(await database.waiting()).toBe(0);
});

test('an event that is not as the catalogue says is a mistake of ours', async () => {
  const outbox = outboxOf();
  const wrong = { name: 'tournaments.started', payload: { tournamentId: '1' } } as ArenaEvent;
  await expect(outbox.transact((tx) => appendEvents(tx, [wrong]))).rejects.toThrow();
  await outbox.stop();
});

test('while the bus refuses, events wait; then all leave', async () => {
  const published: OutgoingMessage[] = [];
  let refuses = true;
  const moody: EventBus = {
    ...bus,
    publish: async (messages) => {
      if (refuses) throw new Error('the broker is away');
      published.push(...messages);
    },
  };
  const outbox = outboxOf(moody);
  for (let i = 0; i < 3; i += 1) await outbox.transact((tx) => appendEvents(tx, [created()]));
  expect(await database.waiting()).toBe(3);
  refuses = false;
  await outbox.transact((tx) => appendEvents(tx, [created()]));
  await eventually(database.waiting, (left) => left === 0);
  await outbox.stop();
  expect(new Set(published.map(({ id }) => id)).size).toBe(4);
});

test('while the bus is away the relay rests; once it is back, what waits leaves', async () => {
  let [asked, connected] = [0, false];
  const away: EventBus = {
    ...bus,
    isConnected: () => {
      asked += 1;
      return connected;
    },
  };
  const outbox = outboxOf(away);
  await outbox.transact((tx) => appendEvents(tx, [created()]));
  asked = 0;
  const started = performance.now();
  for (let turn = 0; turn < 300; turn += 1) await database.waiting();
  // at most two looks each half second
  expect(asked).toBeLessThanOrEqual(4 + Math.ceil((performance.now() - started) / 200));
  connected = true;
  await eventually(database.waiting, (left) => left === 0);
  await outbox.stop();
});

test('several relays on one database hand over each event once', async () => {
  const published: string[] = [];
  const counting: EventBus = {
    ...bus,
    publish: async (messages) => void published.push(...messages.map(({ id }) => id)),
  };
  const outboxes = Array.from({ length: 4 }, () => outboxOf(counting));
  await Promise.all(
    outboxes.flatMap(({ transact }) =>
      Array.from({ length: 100 }, () => transact((tx) => appendEvents(tx, [created(), created()]))),
    ),
  );
  await eventually(database.waiting, (left) => left === 0);
  await Promise.all(outboxes.map((outbox) => outbox.stop()));
  expect(published).toHaveLength(800);
  expect(new Set(published).size).toBe(800);
});

test('an idle outbox asks nothing of the database until it is woken', async () => {
  database.statements.splice(0);
  const outbox = outboxOf();
  await eventually(
    async () => database.statements.length,
    (sent) => sent > 0,
  );
  database.statements.splice(0);
  for (let turn = 0; turn < 1_000; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(database.statements).toEqual([]);
  await outbox.stop();
});
