import { once } from 'node:events';
import { register } from '@arena/testing';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { graphqlSockets, route, routeUpgrades, startHttpServer } from '../src/index.ts';

const HEARTBEAT_MS = 150;

const schema = buildSchema('type Query { a: String } type Subscription { a: String }');

type Feed = AsyncIterableIterator<{ data: { a: string } }>;

type Settings = {
  heartbeatMs?: number;
  subscribe?: () => Feed;
  onDisconnect?: () => void | Promise<void>;
  onConnect?: () => boolean;
};

/** GraphQL sockets on a server of their own, and what they tell. */
async function started({ heartbeatMs = HEARTBEAT_MS, ...settings }: Settings = {}) {
  const errors: unknown[] = [];
  const sockets = graphqlSockets({
    options: { schema, ...settings },
    maxPayloadBytes: 1_000,
    heartbeatMs,
    onError: (error) => errors.push(error),
  });
  const http = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    drainTimeoutMs: 5_000,
    onError: (error) => errors.push(error),
    handler: route({}),
    onUpgrade: routeUpgrades({ '/graphql': sockets.upgrade }),
  });
  const open = async (options = {}) => {
    const socket = new WebSocket(
      `${http.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
      options,
    );
    await once(socket, 'open');
    return socket;
  };
  const parts = { url: http.url, errors, open, closeAll: sockets.closeAll, stop: http.stop };
  return register('GraphQL sockets', parts, async () => {
    await sockets.closeAll(1001, '');
    await http.stop();
  });
}

const closeOf = async (socket: WebSocket) => {
  const [code] = (await once(socket, 'close')) as [number];
  return code;
};

const INIT = '{"type":"connection_init"}';
const SUBSCRIBE = '{"type":"subscribe","id":"1","payload":{"query":"subscription { a }"}}';

test.each([
  ['no JSON', ['nonsense'], 4400],
  ['no message of the protocol', ['{"type":"hello"}'], 4400],
  ['what only a server sends', ['{"type":"connection_ack"}'], 4400],
  ['too large a message', [`{"type":"ping","payload":{"text":"${'a'.repeat(1_000)}"}}`], 1009],
  ['a subscription before the connection is accepted', [SUBSCRIBE], 4401],
  ['two beginnings', [INIT, INIT], 4429],
])('a client that sends %s is closed', async (_what, messages, code) => {
  await using sockets = await started();
  const socket = await sockets.open();
  for (const message of messages) socket.send(message);
  expect(await closeOf(socket)).toBe(code);
  expect(sockets.errors).toEqual([]);
});

/** A feed that brings what `next` gives until it is returned. */
function feedOf(next: () => Promise<{ a: string }>): Feed {
  let isOver = false;
  const feed: Feed = {
    next: async () =>
      isOver ? { value: undefined, done: true } : { value: { data: await next() }, done: false },
    return: async () => {
      isOver = true;
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]: () => feed,
  };
  return feed;
}

test('a subscription of an id that is taken closes the connection, however long the id is', async () => {
  const subscribe = () => feedOf(() => new Promise(() => {}));
  await using sockets = await started({ subscribe });
  const socket = await sockets.open();
  const long = SUBSCRIBE.replace('"1"', `"${'1'.repeat(200)}"`);
  socket.send(INIT);
  await once(socket, 'message');
  socket.send(long);
  socket.send(long);
  expect(await closeOf(socket)).toBe(4409);
  expect(sockets.errors).toEqual([]);
});

test('a client that speaks no protocol of ours is closed', async () => {
  await using sockets = await started();
  const socket = new WebSocket(`${sockets.url.replace('http', 'ws')}/graphql`);
  expect(await closeOf(socket)).toBe(4406);
});

test('what goes wrong on our side closes with 4500 and is told', async () => {
  await using sockets = await started({
    onConnect: () => {
      throw new Error('broken');
    },
  });
  const socket = await sockets.open();
  socket.send(INIT);
  expect(await closeOf(socket)).toBe(4500);
  expect(sockets.errors).toEqual([new Error('broken')]);
});

test('a client that gives no sign of life is cut, one that does stays', async () => {
  await using sockets = await started();
  const alive = await sockets.open();
  const dead = await sockets.open({ autoPong: false });
  let beats = 0;
  alive.on('ping', () => (beats += 1));
  expect(await closeOf(dead)).toBe(1006);
  const before = beats;
  await expect.poll(() => beats).toBeGreaterThan(before + 2);
  expect(alive.readyState).toBe(WebSocket.OPEN);
});

test('a sign of life that was not asked for is none', async () => {
  await using sockets = await started();
  const socket = await sockets.open({ autoPong: false });
  const unasked = setInterval(() => socket.pong(), HEARTBEAT_MS / 5);
  expect(await closeOf(socket)).toBe(1006);
  clearInterval(unasked);
});

/** Far more than the buffers of a connection take. */
const LARGE_CHARACTERS = 40_000_000;

/** A feed that brings one large event. */
function largeFeed(): Feed {
  const events = [{ a: 'a'.repeat(LARGE_CHARACTERS) }];
  return feedOf(() => {
    const event = events.pop();
    return event ? Promise.resolve(event) : new Promise(() => {});
  });
}

test('a client that reads nothing of a large answer is cut', async () => {
  let leave = (): void => {};
  const gone = new Promise<void>((resolve) => (leave = resolve));
  await using sockets = await started({ subscribe: largeFeed, onDisconnect: () => leave() });
  const socket = await sockets.open();
  socket.send(INIT);
  await once(socket, 'message');
  socket.pause();
  socket.send(SUBSCRIBE);
  await gone;
  socket.terminate();
});

test('a client that reads a large answer slowly but steadily is not cut', async () => {
  const heartbeatMs = 100;
  await using sockets = await started({ heartbeatMs, subscribe: largeFeed });
  const socket = await sockets.open();
  socket.send(INIT);
  await once(socket, 'message');
  const startedAtMs = performance.now();
  const slowly = setInterval(() => {
    socket.resume();
    setImmediate(() => socket.pause());
  }, heartbeatMs / 10);
  socket.pause();
  socket.send(SUBSCRIBE);
  const answered = once(socket, 'message') as Promise<[Buffer]>;
  const cut = once(socket, 'close').then(([code]) => `cut with ${code as number}`);
  const outcome = await Promise.race([answered.then(([data]) => data.length), cut]);
  clearInterval(slowly);
  expect(outcome).toBeGreaterThan(LARGE_CHARACTERS);
  expect(performance.now() - startedAtMs).toBeGreaterThan(2 * heartbeatMs);
  socket.terminate();
});

test('nothing more is taken from a feed while its client does not read, and nothing at all once it is cut', async () => {
  let taken = 0;
  const next = async () => {
    taken += 1;
    return { a: 'a'.repeat(100_000) };
  };
  await using sockets = await started({ subscribe: () => feedOf(next) });
  const socket = await sockets.open();
  socket.send(INIT);
  await once(socket, 'message');
  socket.pause();
  socket.send(SUBSCRIBE);
  await expect.poll(() => taken).toBeGreaterThan(0);
  await sockets.closeAll(1001, 'Going away');
  // what fits into the buffers of the connection
  expect(taken).toBeLessThan(1_000);
  socket.terminate();
});

test('a close of all ends each, cuts who does not answer, and waits until what they held is let go', async () => {
  let released = 0;
  await using sockets = await started({
    onDisconnect: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      released += 1;
    },
  });
  const [polite, deaf] = [await sockets.open(), await sockets.open()];
  for (const socket of [polite, deaf]) {
    socket.send(INIT);
    await once(socket, 'message');
  }
  deaf.pause();
  const closed = closeOf(polite);
  await sockets.closeAll(1001, 'Going away');
  expect(await closed).toBe(1001);
  expect(released).toBe(2);
  await sockets.stop();
  deaf.terminate();
});

test('nobody is taken in any more once all are closed', async () => {
  await using sockets = await started();
  await sockets.closeAll(1001, 'Going away');
  const socket = new WebSocket(`${sockets.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toBe('Unexpected server response: 503');
});
