import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually, type TestBus } from '@arena/testing';
import { RETRY_DELAYS_MS, Unprocessable, type Delivery, type QueueState } from '../src/index.ts';
import { collector, KEY, message, OTHER_KEY, OTHER_QUEUE, QUEUE, UNWANTED_KEY } from './messages.ts';

/** Delays short enough to await, as many as there are in earnest. */
export const SHORT_DELAYS_MS = [20, 40, 60, 80];

/** How many good messages surround a bad one; the full count on demand. */
const GOOD_ONES = process.env['ARENA_FULL'] === '1' ? 1_000 : 20;

export type BusUnderTest = {
  bus: TestBus;
  /** Opens the bus again, as a process that starts after the first has ended. */
  reopen: () => Promise<TestBus>;
} & AsyncDisposable;

const stateOf = (states: QueueState[], queue: string) => states.find((state) => state.queue === queue);

/** What every event bus promises, whichever it is. */
export function describeBus(name: string, open: () => Promise<BusUnderTest>): void {
  describe(name, () => {
    let opened: BusUnderTest;
    let bus: TestBus;
    beforeAll(async () => {
      opened = await open();
      ({ bus } = opened);
    });
    afterAll(() => opened[Symbol.asyncDispose]());

    const state = async (queue: string) => stateOf(await bus.queues(), queue);

    test('there are as many delays as retries', () =>
      expect(SHORT_DELAYS_MS).toHaveLength(RETRY_DELAYS_MS.length));

    test('a message reaches the queue that wants it, whole, and no other', async () => {
      const [right, wrong] = [collector<Delivery>(), collector<Delivery>()];
      const consumers = [
        await bus.consume(QUEUE, async (delivery) => right.add(delivery)),
        await bus.consume(OTHER_QUEUE, async (delivery) => wrong.add(delivery)),
      ];
      const sent = message({ name: 'Copa Ñandú' });
      await bus.publish([sent]);
      await right.until(1);
      expect(right.items).toEqual([{ ...sent, attempt: 1 }]);
      for (const consumer of consumers) await consumer.stop();
      expect(wrong.items).toEqual([]);
      expect(
        await eventually(
          () => state(QUEUE),
          (s) => s?.ready === 0,
        ),
      ).toMatchObject({ ready: 0, dead: 0 });
    });

    test('a message published before its consumer starts is kept for it', async () => {
      await bus.publish([message('"early"')]);
      const received = collector<string>();
      const consumer = await bus.consume(QUEUE, async ({ content }) => received.add(content));
      await received.until(1);
      expect(received.items).toEqual(['"early"']);
      await consumer.stop();
    });

    test('an event that nobody wants is published all the same', async () => {
      const before = await bus.queues();
      await bus.publish([message({}, UNWANTED_KEY)]);
      expect(await bus.queues()).toEqual(before);
    });

    test('a handler that fails has its message tried again, then parked, while all the others get through', async () => {
      const attempts = collector<number>();
      const good = collector<string>();
      const consumer = await bus.consume(QUEUE, async ({ content, attempt }) => {
        if (content !== '"bad"') return good.add(content);
        attempts.add(attempt);
        throw new Error('the database is on strike');
      });
      const bad = message('"bad"');
      await bus.publish([
        message('"a"'),
        bad,
        ...Array.from({ length: GOOD_ONES }, (_, i) => message(`"${i}"`)),
      ]);
      await good.until(GOOD_ONES + 1);
      await attempts.until(5);
      expect(attempts.items).toEqual([1, 2, 3, 4, 5]);
      await eventually(
        () => state(QUEUE),
        (s) => s?.dead === 1,
      );
      const [letter, ...more] = await bus.deadLetters(QUEUE, 10);
      expect(more).toEqual([]);
      expect(letter).toMatchObject({
        id: bad.id,
        routingKey: KEY,
        content: '"bad"',
        attempts: 5,
        error: 'the database is on strike',
      });
      expect(Date.parse(letter?.diedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
      expect(await bus.deadLetters(QUEUE, 10), 'looking takes nothing away').toHaveLength(1);
      await consumer.stop();
    });

    test('parked messages are put back and tried anew', async () => {
      const received = collector<Delivery>();
      const consumer = await bus.consume(QUEUE, async (delivery) => received.add(delivery));
      expect(await bus.replay(QUEUE)).toBe(1);
      await received.until(1);
      expect(received.items[0]).toMatchObject({ content: '"bad"', routingKey: KEY, attempt: 1 });
      expect(received.items[0]?.headers.requestId).toBe('request-1');
      await consumer.stop();
      expect(
        await eventually(
          () => state(QUEUE),
          (s) => s?.dead === 0,
        ),
      ).toMatchObject({ dead: 0 });
      expect(await bus.replay(QUEUE)).toBe(0);
    });

    test('a message that will never be good is parked at once', async () => {
      let tries = 0;
      const consumer = await bus.consume(QUEUE, async () => {
        tries += 1;
        throw new Unprocessable('not JSON');
      });
      await bus.publish([message('nonsense')]);
      await eventually(
        () => state(QUEUE),
        (s) => s?.dead === 1,
      );
      expect(await bus.deadLetters(QUEUE, 10)).toMatchObject([
        { content: 'nonsense', attempts: 1, error: 'not JSON' },
      ]);
      expect(tries).toBe(1);
      await consumer.stop();
      const cleaner = await bus.consume(QUEUE, async () => {});
      await bus.replay(QUEUE);
      await eventually(
        () => state(QUEUE),
        (s) => s?.ready === 0,
      );
      await cleaner.stop();
    });

    test('at most ten messages of a queue are handled at a time', async () => {
      let release = () => {};
      const released = new Promise<void>((resolve) => void (release = resolve));
      const begun = collector<string>();
      const done = collector<string>();
      const consumer = await bus.consume(QUEUE, async ({ content }) => {
        begun.add(content);
        await released;
        done.add(content);
      });
      await bus.publish(Array.from({ length: 25 }, (_, i) => message(String(i))));
      await begun.until(10);
      await bus.queues();
      expect(begun.items).toHaveLength(10);
      release();
      await done.until(25);
      await consumer.stop();
    });

    test('a stop waits for what is under way', async () => {
      let release = () => {};
      const released = new Promise<void>((resolve) => void (release = resolve));
      const begun = collector<string>();
      const done: string[] = [];
      const consumer = await bus.consume(QUEUE, async ({ content }) => {
        begun.add(content);
        await released;
        done.push(content);
      });
      await bus.publish([message('1')]);
      await begun.until(1);
      const stopped = consumer.stop();
      release();
      await stopped;
      expect(done).toEqual(['1']);
    });

    test('a request is answered, with its headers', async () => {
      const server = await bus.serve(
        'tickets.check',
        async (content, headers) => `${content} ${headers.requestId ?? ''}`,
      );
      const answers = await Promise.all(
        ['a', 'b', 'c'].map((content) =>
          bus.request('tickets.check', content, { timeoutMs: 5_000, headers: { requestId: 'r' } }),
        ),
      );
      expect(answers).toEqual(['a r', 'b r', 'c r']);
      await server.stop();
    });

    test('a request without a replier ends at its deadline with SUBGRAPH_UNAVAILABLE', async () => {
      const asked = bus.request('tickets.code', '{}', { timeoutMs: 150, headers: {} });
      await expect(asked).rejects.toMatchObject({
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'tickets' },
      });
    });

    test('a request whose replier is too slow ends at its deadline', async () => {
      const server = await bus.serve(
        'tickets.code',
        () => new Promise((resolve) => setTimeout(() => resolve('late'), 300)),
      );
      const asked = bus.request('tickets.code', '{}', { timeoutMs: 50, headers: {} });
      await expect(asked).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
      await server.stop();
    });

    test('a request put just before its replier starts is answered', async () => {
      const asked = bus.request('tickets.release', '1', { timeoutMs: 5_000, headers: {} });
      const server = await bus.serve('tickets.release', async (content) => content);
      expect(await asked).toBe('1');
      await server.stop();
    });

    test('a tail shows every event, wanted or not', async () => {
      const seen = collector<string>();
      const tail = await bus.tail(({ routingKey }) => seen.add(routingKey));
      await bus.publish([message({}, OTHER_KEY), message({}, UNWANTED_KEY)]);
      await seen.until(2);
      expect(new Set(seen.items)).toEqual(new Set([OTHER_KEY, UNWANTED_KEY]));
      await tail.stop();
      const consumer = await bus.consume(OTHER_QUEUE, async () => {});
      await eventually(
        () => state(OTHER_QUEUE),
        (s) => s?.ready === 0,
      );
      await consumer.stop();
    });

    test('what was not handled when the bus was closed is handled by whoever opens it next', async () => {
      await bus.publish([message('"kept"')]);
      await bus[Symbol.asyncDispose]();
      bus = await opened.reopen();
      const received = collector<string>();
      const consumer = await bus.consume(QUEUE, async ({ content }) => received.add(content));
      await received.until(1);
      expect(received.items).toEqual(['"kept"']);
      await consumer.stop();
      await bus[Symbol.asyncDispose]();
    });
  });
}
