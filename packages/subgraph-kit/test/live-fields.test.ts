import { EventEmitter, on } from 'node:events';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { liveClient, person, register, running, testAdapters, testIdentityJwks } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import {
  completeSdl,
  identityKeys,
  NotFound,
  sendJson,
  startHttpServer,
  startSubgraph,
  type Caller,
} from '../src/index.ts';

const typeDefs = completeSdl(`
  type Query { nothing: String }
  type Subscription { ticked(name: String!, at: DateTime): Tick }
  type Tick { name: String, load: Int, owner: String, trace: String, crash: String, text: String }
`);

type Context = { caller: Caller; requestId: string; load: number };

/** Brings nothing, and fails when it is to end. */
const feedThatDoesNotEnd = {
  next: () => new Promise(() => {}),
  return: async () => {
    throw new Error('connect ECONNREFUSED 10.0.0.7');
  },
  [Symbol.asyncIterator]: () => feedThatDoesNotEnd,
};

/** A subgraph whose one field ticks when the test says so, and a count of those who listen. */
async function startTicking(keys: JWTVerifyGetKey = createLocalJWKSet(JSON.parse(testIdentityJwks))) {
  const emitter = new EventEmitter().setMaxListeners(0);
  let contexts = 0;
  let textLength = 0;
  const resolvers = {
    Subscription: {
      ticked: {
        subscribe: (_: unknown, { name }: { name: string }) => {
          if (name === 'absent') throw new NotFound('Clock');
          if (name === 'broken') throw new Error('connect ECONNREFUSED 10.0.0.7');
          if (name === 'no feed') return name;
          if (name === 'endless') return feedThatDoesNotEnd;
          return on(emitter, name);
        },
        resolve: ([name]: [string]) => ({ name }),
      },
    },
    Tick: {
      load: (_: unknown, _args: unknown, context: Context) => context.load,
      owner: (_: unknown, _args: unknown, { caller }: Context) => caller.userId,
      trace: (_: unknown, _args: unknown, { caller }: Context) => caller.traceparent,
      text: () => 'a'.repeat(textLength),
      crash: () => {
        throw new Error('connect ECONNREFUSED 10.0.0.7');
      },
    },
  };
  const service = running(
    'subgraph',
    await startSubgraph<Context>({
      name: 'clocks',
      typeDefs,
      resolvers,
      env: { HOST: '127.0.0.1', PORT: 0, DRAIN_TIMEOUT_MS: 5_000 },
      adapters: testAdapters(),
      identityKeys: keys,
      createContext: (caller) => ({ caller, requestId: caller.requestId, load: (contexts += 1) }),
      checkReady: async () => {},
      close: async () => {},
    }),
  );
  const client = liveClient(service.url, 'clocks');
  return register(
    'ticking subgraph',
    {
      ...client,
      url: service.url,
      stop: service.stop,
      tick: (name: string, length = 0) => {
        textLength = length;
        emitter.emit(name, name);
      },
      listeners: (name: string) => emitter.listenerCount(name),
    },
    async () => {
      await client[Symbol.asyncDispose]();
      await service[Symbol.asyncDispose]();
    },
  );
}

let clocks: Awaited<ReturnType<typeof startTicking>>;
beforeAll(async () => void (clocks = await startTicking()));
afterAll(() => clocks[Symbol.asyncDispose]());

let name: string;
let count = 0;
beforeEach(() => void (name = `clock-${(count += 1)}`));

const untilListening = (listeners = 1) => expect.poll(() => clocks.listeners(name)).toBe(listeners);

/** The first result of a subscription that does not begin. */
const refused = async (query: string, options = {}) => {
  const feed = await clocks.subscribe(query, options);
  const result = await feed.next().then(
    ({ value }) => value?.errors,
    (errors: unknown) => errors,
  );
  return result as { message: string; extensions: Record<string, unknown> }[];
};

test('each event is executed for the caller whom the gateway names, in a context of its own', async () => {
  const [alice, bob] = [person(), person()];
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const query = `subscription ($name: String!) { ticked(name: $name) { name load owner trace } }`;
  const ofAlice = await clocks.subscribe(query, { variables: { name }, identity: alice });
  const ofBob = await clocks.subscribe(query, {
    variables: { name },
    identity: bob,
    headers: { traceparent },
  });
  await untilListening(2);
  const loads = new Set();
  for (let round = 0; round < 2; round += 1) {
    clocks.tick(name);
    const [a, b] = [await ofAlice.next(), await ofBob.next()];
    expect(a.value.data.ticked).toMatchObject({ name, owner: alice.userId, trace: null });
    expect(b.value.data.ticked).toMatchObject({ name, owner: bob.userId, trace: traceparent });
    loads.add(a.value.data.ticked.load).add(b.value.data.ticked.load);
  }
  expect(loads.size).toBe(4);
  await Promise.all([ofAlice.return?.(), ofBob.return?.()]);
  await untilListening(0);
});

test('a failure within an event shows nothing of the inside, and the next event comes all the same', async () => {
  const feed = await clocks.subscribe(`subscription { ticked(name: "${name}") { name crash } }`, {
    headers: { 'x-request-id': 'request-1' },
  });
  await untilListening();
  for (let round = 0; round < 2; round += 1) {
    clocks.tick(name);
    expect((await feed.next()).value).toEqual({
      data: { ticked: { name, crash: null } },
      errors: [
        {
          message: 'Something went wrong on our side',
          locations: [expect.anything()],
          path: ['ticked', 'crash'],
          extensions: { code: 'INTERNAL', requestId: 'request-1' },
        },
      ],
    });
  }
  await feed.return?.();
});

test.each([
  ['what is not there', '{ ticked(name: "absent") { name } }', 'NOT_FOUND'],
  ['what breaks', '{ ticked(name: "broken") { name } }', 'INTERNAL'],
  ['what brings no events', '{ ticked(name: "no feed") { name } }', 'INTERNAL'],
  ['a bad value', '{ ticked(name: "a", at: "tomorrow") { name } }', 'BAD_USER_INPUT'],
  ['an unknown field', '{ ticked(name: "a") { hands } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['what is not GraphQL', '{ ticked(', 'GRAPHQL_PARSE_FAILED'],
])('a subscription to %s is refused', async (_what, selection, code) => {
  const [error] = await refused(`subscription ${selection}`);
  expect(error?.extensions['code']).toBe(code);
  expect(JSON.stringify(error)).not.toContain('ECONNREFUSED');
});

test('a subscription that fails as it begins or ends costs no other of its connection', async () => {
  const feed = await clocks.subscribe(`subscription { ticked(name: "${name}") { name } }`);
  await untilListening();
  await refused('subscription { ticked(name: "no feed") { name } }');
  const endless = await clocks.subscribe('subscription { ticked(name: "endless") { name } }');
  await endless.return?.();
  await refused('{ nothing }');
  clocks.tick(name);
  expect((await feed.next()).value).toEqual({ data: { ticked: { name } } });
  await feed.return?.();
});

test('an event that is too large is told as such, and the next comes all the same', async () => {
  const feed = await clocks.subscribe(`subscription { ticked(name: "${name}") { text } }`);
  await untilListening();
  clocks.tick(name, 1_048_576);
  expect((await feed.next()).value).toEqual({
    data: null,
    errors: [
      { message: 'The event is too large', extensions: { code: 'LIMIT_EXCEEDED', reason: 'EVENT_SIZE' } },
    ],
  });
  clocks.tick(name, 1_000_000);
  expect((await feed.next()).value.data.ticked.text).toHaveLength(1_000_000);
  await feed.return?.();
});

test('a subscription as large as the gateway takes begins, however much it adds', async () => {
  const long = 'a'.repeat(1_048_576);
  const feed = await clocks.subscribe('subscription ($name: String!) { ticked(name: $name) { text } }', {
    variables: { name: long },
  });
  await expect.poll(() => clocks.listeners(long)).toBe(1);
  await feed.return?.();
});

test('a bad variable is named', async () => {
  const query = 'subscription ($at: DateTime) { ticked(name: "a", at: $at) { name } }';
  const [error] = await refused(query, { variables: { at: 'tomorrow' } });
  expect(error?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'at' }] });
});

test('a query is not served here', async () => {
  const [error] = await refused('{ nothing }');
  expect(error?.extensions['code']).toBe('BAD_REQUEST');
});

test.each(['', 'Bearer nonsense'])(
  'a subscription without the gateway’s word is refused: %s',
  async (authorization) => {
    const [error] = await refused('subscription { ticked(name: "a") { name } }', {
      headers: { authorization },
    });
    expect(error?.extensions['code']).toBe('UNAUTHENTICATED');
  },
);

test.each([{}, { authorization: 'Bearer nonsense' }, { authorization: 7 }])(
  'a connection without the gateway’s word is closed: %j',
  async (connectionParams) => {
    await using stranger = liveClient(clocks.url, 'clocks', connectionParams);
    const feed = await stranger.subscribe(`subscription { ticked(name: "${name}") { name } }`);
    await expect(feed.next()).rejects.toMatchObject({ code: 4401 });
    expect(clocks.listeners(name)).toBe(0);
  },
);

test('a connection may come again where the gateway’s keys cannot be had, and is let in once they can', async () => {
  let isAway = true;
  const gateway = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    drainTimeoutMs: 1_000,
    onError: () => {},
    handler: (_request, response) =>
      isAway ? sendJson(response, 503, {}) : sendJson(response, 200, JSON.parse(testIdentityJwks)),
  });
  await using _gateway = running('key set', gateway);
  await using own = await startTicking(identityKeys({ IDENTITY_JWKS_URL: gateway.url }));
  const query = `subscription { ticked(name: "${name}") { name } }`;
  const early = await own.subscribe(query);
  await expect(early.next()).rejects.toMatchObject({ code: 1013 });
  isAway = false;
  const feed = await own.subscribe(query);
  await expect.poll(() => own.listeners(name)).toBe(1);
  await feed.return?.();
});

test('a connection that is lost leaves nothing behind', async () => {
  const query = `subscription { ticked(name: "${name}") { name } }`;
  const client = liveClient(clocks.url, 'clocks');
  const feeds = await Promise.all(Array.from({ length: 20 }, () => client.subscribe(query)));
  await untilListening(20);
  const ended = Promise.allSettled(feeds.map((feed) => feed.next()));
  await client[Symbol.asyncDispose]();
  await ended;
  await untilListening(0);
});

test('a socket to another path is refused', async () => {
  const socket = new WebSocket(`${clocks.url.replace('http', 'ws')}/elsewhere`, 'graphql-transport-ws');
  await new Promise<void>((resolve) =>
    socket.once('error', (error) => {
      expect(error.message).toBe('Unexpected server response: 404');
      resolve();
    }),
  );
});

test('a stop closes the connections with 1001 and leaves nobody listening', async () => {
  await using own = await startTicking();
  const feed = await own.subscribe(`subscription { ticked(name: "${name}") { name } }`);
  await expect.poll(() => own.listeners(name)).toBe(1);
  const ended = expect(feed.next()).rejects.toMatchObject({ code: 1001 });
  await own.stop();
  await ended;
  expect(own.listeners(name)).toBe(0);
});
