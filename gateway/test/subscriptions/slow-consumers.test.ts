import { describe, expect, test } from 'vitest';
import { LiveResult } from '../../src/subscriptions/live-result.ts';
import { Stream } from '../../src/subscriptions/stream.ts';
import { StreamEnded } from '../../src/subscriptions/stream-ended.ts';
import { subscriber, TRANSPORTS, type Result } from './subscribers.ts';
import { gatewayOfUpdates, updateEvent } from './tournament-updates.ts';

describe('a stream', () => {
  /** A stream, what was missed for good each time that it has told that it is closed, and what puts an event into it. */
  function opened({ capacity = 2, maxDropped = 10 } = {}) {
    const closes: number[] = [];
    const stream = new Stream({ capacity, maxDropped, onClose: (dropped) => closes.push(dropped) });
    const push = (name: string, key = '', dropped = 0) =>
      stream.push(new LiveResult({ data: { name } }), key, dropped);
    return { stream, closes, push };
  }

  const take = async (stream: Stream) => {
    const { value } = await stream.next();
    return value && (JSON.parse(value.text) as unknown);
  };

  test('gives what came in its order, and is told of nothing where nothing is missed', async () => {
    const { stream, push } = opened();
    push('a');
    push('b');
    expect(await take(stream)).toEqual({ data: { name: 'a' } });
    expect(await take(stream)).toEqual({ data: { name: 'b' } });
  });

  test('keeps the later of two events about one thing, and says how many it misses', async () => {
    const { stream, push } = opened();
    push('cup, old', 'cup');
    push('league', 'league');
    push('cup, new', 'cup');
    expect(await take(stream)).toEqual({ data: { name: 'league' }, extensions: { dropped: 1 } });
    expect(await take(stream)).toEqual({ data: { name: 'cup, new' } });
  });

  test('drops the oldest of all where each is about another thing', async () => {
    const { stream, push } = opened();
    for (const name of ['a', 'b', 'c', 'd']) push(name, name);
    expect(await take(stream)).toEqual({ data: { name: 'c' }, extensions: { dropped: 2 } });
    expect(await take(stream)).toEqual({ data: { name: 'd' } });
  });

  test('adds what was missed before it by all', async () => {
    const { stream, push } = opened({ capacity: 1 });
    push('a', '', 3);
    push('b', '', 4);
    expect(await take(stream)).toEqual({ data: { name: 'b' }, extensions: { dropped: 8 } });
  });

  test('does not tell one of what another misses', async () => {
    const [slow, fast] = [opened({ capacity: 1 }), opened({ capacity: 5 })];
    for (const name of ['a', 'b']) {
      const shared = new LiveResult({ data: { name } });
      for (const { stream } of [slow, fast]) stream.push(shared, '', 0);
    }
    expect(await take(slow.stream)).toEqual({ data: { name: 'b' }, extensions: { dropped: 1 } });
    expect(await take(fast.stream)).toEqual({ data: { name: 'a' } });
    expect(await take(fast.stream)).toEqual({ data: { name: 'b' } });
  });

  test('is cut off when more than its limit is missed in a row, and says so at once', async () => {
    const { stream, closes, push } = opened({ capacity: 1, maxDropped: 2 });
    const failures: StreamEnded[] = [];
    stream.onFailure = (failure) => failures.push(failure);
    for (const name of ['a', 'b', 'c']) push(name);
    expect(stream.isClosed).toBe(false);
    push('d');
    expect(failures).toMatchObject([
      { kind: 'slow', errors: [{ extensions: { code: 'LIMIT_EXCEEDED', reason: 'SLOW_CONSUMER' } }] },
    ]);
    expect(closes, 'all that it missed').toEqual([3]);
    push('e');
    await expect(stream.next()).rejects.toBe(failures[0]);
    expect(await take(stream)).toBeUndefined();
  });

  test('is not cut off as long as something is taken between', async () => {
    const { stream, push } = opened({ capacity: 1, maxDropped: 2 });
    for (let round = 0; round < 5; round += 1) {
      for (const name of ['a', 'b', 'c']) push(name);
      expect(await take(stream)).toEqual({ data: { name: 'c' }, extensions: { dropped: 2 } });
    }
    expect(stream.isClosed).toBe(false);
  });

  test('that fails while its next event is waited for rejects just this, and is over', async () => {
    const { stream, closes, push } = opened();
    const waiting = stream.next();
    const failure = new StreamEnded([{ message: 'Gone' }], 'closed');
    stream.fail(failure);
    stream.fail(new StreamEnded([{ message: 'Later' }], 'closed'));
    await expect(waiting).rejects.toBe(failure);
    push('late');
    expect(await take(stream)).toBeUndefined();
    expect(stream.failure).toBe(failure);
    expect(closes).toEqual([0]);
  });

  test('that ends gives what it has first; one that is left gives nothing more', async () => {
    const [ends, left] = [opened(), opened()];
    for (const { push } of [ends, left]) push('a');
    ends.stream.end();
    expect(await take(ends.stream)).toEqual({ data: { name: 'a' } });
    expect(await take(ends.stream)).toBeUndefined();
    await left.stream.return();
    expect(await take(left.stream)).toBeUndefined();
    expect([ends.closes, left.closes]).toEqual([[0], [0]]);
  });

  test('tells what its client missed but once: with the next event, or when it is left without one', async () => {
    const [ends, left] = [opened({ capacity: 1 }), opened({ capacity: 1 })];
    for (const { push } of [ends, left]) for (const name of ['a', 'b']) push(name);
    ends.stream.end();
    expect(await take(ends.stream)).toEqual({ data: { name: 'b' }, extensions: { dropped: 1 } });
    await left.stream.return();
    expect([ends.closes, left.closes]).toEqual([[0], [1]]);
  });
});

/** Events of a size that few of them fill the buffers of a connection with. */
const EVENT_CHARACTERS = 500_000;
const EVENTS = 40;

const bigName = (index: number) => `${index} `.padEnd(EVENT_CHARACTERS, 'x');
const indexOf = ({ data }: Result) =>
  parseInt((data as { tournamentUpdated: { name: string } }).tournamentUpdated.name, 10);

const WHO_TAKES_ALL = Array.from({ length: EVENTS }, (_, index) => index);

/** Clients by each transport that stop reading, while another of the same subscription goes on, for many events. */
async function stalled(maxDropped: number) {
  const gateway = await gatewayOfUpdates({
    env: {
      SUBSCRIPTION_QUEUE: '2',
      SUBSCRIPTION_MAX_DROPPED: String(maxDropped),
      // so long that none is cut for giving no sign of life
      HEARTBEAT_MS: '60000',
    },
  });
  const { live } = gateway.tournaments;
  const slow = await Promise.all(TRANSPORTS.map((transport) => subscriber(transport, gateway.url)));
  const fast = await subscriber('server-sent events', gateway.url);
  const [subscription] = await live.untilOpen(1);
  for (const { pause } of slow) pause();
  for (let index = 0; index < EVENTS; index += 1) {
    subscription?.emit(updateEvent(bigName(index)));
    await fast.until(({ length }) => length > index);
  }
  return {
    live,
    slow,
    fast,
    [Symbol.asyncDispose]: async () => {
      for (const part of [...slow, fast, gateway]) await part[Symbol.asyncDispose]();
    },
  };
}

test('clients that stop reading miss old events, are told how many, and get the latest', async () => {
  await using scene = await stalled(1_000);
  const { slow, fast } = scene;
  expect(fast.results.map(indexOf)).toEqual(WHO_TAKES_ALL);
  expect(fast.results.filter(({ extensions }) => extensions)).toEqual([]);

  for (const { resume, until } of slow) {
    resume();
    const results = await until((all) => all.some((each) => indexOf(each) === EVENTS - 1));
    const indexes = results.map(indexOf);
    expect(indexes).toEqual(indexes.toSorted((a, b) => a - b));
    const dropped = results.map(({ extensions }) => extensions?.dropped ?? 0);
    expect(Math.max(...dropped)).toBeGreaterThan(0);
    // the first of them may have come before a client by WebSocket was subscribed
    const [first = 0] = indexes;
    expect(results.length + dropped.reduce((sum, each) => sum + each)).toBe(EVENTS - first);
  }
});

test('those that never go on are cut off, while others get everything', async () => {
  await using scene = await stalled(3);
  const { live, slow, fast } = scene;
  expect(fast.results.map(indexOf)).toEqual(WHO_TAKES_ALL);
  await fast[Symbol.asyncDispose]();
  await live.untilOpen(0);

  for (const { resume } of slow) resume();
  const ends = await Promise.all(slow.map(({ ended }) => ended));
  expect(ends[0]).toBe(1013);
  for (const end of ends.slice(1)) expect(['cut', 'LIMIT_EXCEEDED']).toContain(end);
  for (const { results } of slow) expect(results.length).toBeLessThan(EVENTS);
});
