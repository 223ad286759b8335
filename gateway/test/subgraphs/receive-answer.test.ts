import { Pool } from 'undici';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CallFailed, ConnectionFailed } from '../../src/subgraphs/call-failures.ts';
import { receiveAnswer } from '../../src/subgraphs/receive-answer.ts';
import { TooManyWaiting, Turnstile } from '../../src/subgraphs/turnstile.ts';
import { fakeSubgraph, type FakeSubgraph } from '../fake-subgraph.ts';
import { gate } from '../execution/fixture.ts';

let subgraph: FakeSubgraph;
let pool: Pool;
beforeAll(async () => {
  subgraph = await fakeSubgraph();
  pool = new Pool(subgraph.url, { connections: 1 });
});
afterAll(async () => {
  await pool.destroy();
  await subgraph[Symbol.asyncDispose]();
});
beforeEach(() => {
  subgraph.answer = ({ query }) => ({ body: { data: { query } } });
  subgraph.received.length = 0;
});

type Options = { timeoutMs?: number; signal?: AbortSignal; repeatable?: boolean };

/** A way to the subgraph over one connection, for which `maxWaiting` calls may wait. */
function line(maxWaiting = 10) {
  const way = { dispatcher: pool, turnstile: new Turnstile(1, maxWaiting) };
  return (query: string, { timeoutMs = 60_000, signal, repeatable = true }: Options = {}) =>
    receiveAnswer(
      way,
      { path: '/graphql', method: 'POST', body: JSON.stringify({ query }) },
      { timeoutMs, maxBytes: 1_000, signal },
      repeatable,
    );
}

const sent = () => subgraph.received.map(({ query }) => query);

/** Has the subgraph answer only once the gate is open; resolves when the first call has come. */
function heldUp() {
  const held = gate();
  const arrived = gate();
  subgraph.answer = async ({ query }) => {
    arrived.open();
    await held.passed;
    return { body: { data: { query } } };
  };
  return { arrived: arrived.passed, release: held.open };
}

test('a call that ran out of time, or of interest, as it waited for a connection is never sent', async () => {
  const call = line();
  const { arrived, release } = heldUp();
  const first = call('first');
  await arrived;
  const client = new AbortController();
  const abandoned = call('abandoned', { signal: client.signal });
  await expect(call('late', { timeoutMs: 20 })).rejects.toThrow('no answer within 20 ms');
  client.abort(new Error('the client has gone'));
  await expect(abandoned).rejects.toThrow('the client has gone');
  release();
  await first;
  await call('last');
  expect(sent()).toEqual(['first', 'last']);
});

test('no more wait for a connection than may', async () => {
  const call = line(1);
  const { arrived, release } = heldUp();
  const calls = [call('first'), call('second')];
  await arrived;
  await expect(call('third')).rejects.toThrow(TooManyWaiting);
  release();
  await Promise.all(calls);
  expect(sent()).toEqual(['first', 'second']);
});

/** Cuts the connection of the first call. */
function cutOnce() {
  subgraph.answer = ({ query }) => (subgraph.received.length === 1 ? 'cut' : { body: { data: { query } } });
}

test('what may be repeated is sent once more when the connection breaks', async () => {
  cutOnce();
  expect(JSON.parse(await line()('q'))).toEqual({ data: { query: 'q' } });
  expect(sent()).toEqual(['q', 'q']);
});

test('it is not sent a third time', async () => {
  subgraph.answer = () => 'cut';
  await expect(line()('q')).rejects.toThrow(ConnectionFailed);
  expect(sent()).toEqual(['q', 'q']);
});

test('what may not be repeated is not', async () => {
  cutOnce();
  await expect(line()('m', { repeatable: false })).rejects.toThrow(ConnectionFailed);
  expect(sent()).toEqual(['m']);
});

test('nothing is sent again after a timeout, an abort, or an answer of whatever kind', async () => {
  const call = line();
  subgraph.answer = () => 'hang';
  await expect(call('timeout', { timeoutMs: 100 })).rejects.toThrow('no answer within');
  const client = new AbortController();
  subgraph.answer = () => {
    client.abort(new Error('the client has gone'));
    return 'hang';
  };
  await expect(call('abort', { signal: client.signal })).rejects.toThrow('the client has gone');
  subgraph.answer = () => ({ status: 503, body: 'overloaded', type: 'text/plain' });
  await expect(call('answer')).rejects.toThrow('status 503');
  subgraph.answer = () => ({ body: 'x'.repeat(2_000) });
  await expect(call('large')).rejects.toThrow('exceeds 1000 bytes');
  // On a loaded machine the first call's time may be up before it is sent at all.
  expect(sent().filter((query) => query !== 'timeout')).toEqual(['abort', 'answer', 'large']);
  expect(sent().filter((query) => query === 'timeout').length).toBeLessThanOrEqual(1);
});

test('a status of 500 and more is a failure unless the answer is one of GraphQL', async () => {
  const call = line();
  const body = { errors: [{ message: 'The database is down' }] };
  subgraph.answer = () => ({ status: 500, body });
  expect(JSON.parse(await call('q'))).toEqual(body);
  subgraph.answer = () => ({ status: 502, body: '<html>', type: 'text/html' });
  await expect(call('q')).rejects.toThrow(CallFailed);
});
