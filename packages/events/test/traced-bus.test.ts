import { emptyDatabase, eventually, keptSpans, testBus, traceIdOf, type TestBus } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tracedBus, type EventBus } from '../src/index.ts';
import { message, QUEUE } from './messages.ts';

const { tracing, spans } = await keptSpans();
let database: Awaited<ReturnType<typeof emptyDatabase>>;
let plain: TestBus;
let bus: EventBus;

beforeAll(async () => {
  database = await emptyDatabase();
  plain = await testBus(database.url, [5, 5, 5, 5]);
  bus = tracedBus(plain, tracing.tracer('tickets'), 'postgresql');
});
afterAll(async () => {
  await plain[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

test('each try at a message is a span below its publishing, in the trace that told it', async () => {
  let isFirst = true;
  const running = await bus.consume(QUEUE, async () => {
    if (!isFirst) return;
    isFirst = false;
    throw new TypeError('someone@arena.example');
  });
  await bus.publish([message()]);
  const tries = () => spans.filter(({ name }) => name === `process ${QUEUE}`);
  await eventually(
    async () => tries(),
    ({ length }) => length === 2,
  );
  await running.stop();
  const published = spans.find(({ name }) => name === 'publish tournaments.created.v1');
  expect(published?.parentSpanContext?.spanId).toBe('00f067aa0ba902b7');
  expect(tries().map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual(
    Array(2).fill(published?.spanContext().spanId),
  );
  expect(
    tries().map(({ attributes }) => [attributes['arena.delivery.attempt'], attributes['error.type']]),
  ).toEqual([
    [1, 'TypeError'],
    [2, undefined],
  ]);
  expect(JSON.stringify(tries().map(({ status, events }) => [status, events]))).not.toContain('someone');
});

test('who answers a request is below who asks', async () => {
  const serving = await bus.serve('tickets.code', async (_content, headers) => headers.traceparent ?? '');
  const told = await bus.request('tickets.code', '{}', { timeoutMs: 1_000, headers: message().headers });
  await serving.stop();
  const [answered, asked] = spans.slice(-2);
  expect([asked?.name, answered?.name]).toEqual(['request tickets.code', 'answer tickets.code']);
  expect(answered?.parentSpanContext?.spanId).toBe(asked?.spanContext().spanId);
  expect(told).toContain(answered?.spanContext().spanId);
  expect(traceIdOf(asked as never)).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
});

test('where no spans are made the bus is as it was', () => {
  expect(tracedBus(plain, undefined, 'rabbitmq')).toBe(plain);
});
