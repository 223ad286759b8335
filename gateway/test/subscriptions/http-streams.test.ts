import { GraphQLError } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StartedGateway } from '../started-gateway.ts';
import { streamed, type StreamRequest } from './http-client.ts';
import {
  gatewayOfUpdates,
  tournamentId,
  updateEvent,
  updateResult,
  UPDATES,
  variables,
} from './tournament-updates.ts';

let gateway: StartedGateway;
beforeAll(async () => {
  // so long that no test sees a heartbeat unasked
  gateway = await gatewayOfUpdates({ env: { HEARTBEAT_MS: '60000' } });
});
afterAll(() => gateway[Symbol.asyncDispose]());

const MULTIPART = 'multipart/mixed;subscriptionSpec=1.0, application/json';
const BODY = { query: UPDATES, variables };
const live = () => gateway.tournaments.live;

const ask = (accept: string, options: StreamRequest = { body: BODY }) =>
  streamed(gateway.url, { ...options, headers: { accept, ...options.headers } });

const result = (name: string) => JSON.stringify(updateResult(name));

/** Sends an event to the one subscription there is, then ends it. */
async function tellAndEnd(name: string): Promise<void> {
  const [subscription] = await live().untilOpen(1);
  subscription?.emit(updateEvent(name));
  subscription?.complete();
}

test.each([
  ['as Apollo Client writes it', 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json'],
  ['with its version quoted', 'multipart/mixed; subscriptionSpec="1.0", application/json'],
  ['alone', MULTIPART],
])('multipart asked for %s: the events as parts, and the part that ends them', async (_how, accept) => {
  await using answer = await ask(accept);
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('multipart/mixed;boundary="graphql";subscriptionSpec=1.0');
  expect(answer.headers['cache-control']).toBe('no-store');
  await answer.until((text) => text === '\r\n--graphql');
  await tellAndEnd('Cup');
  await answer.ended;
  const part = `\r\ncontent-type: application/json\r\n\r\n{"payload":${result('Cup')}}\r\n--graphql`;
  expect(answer.text()).toBe(`\r\n--graphql${part}--\r\n`);
});

test('server-sent events: each as next, and complete at the end', async () => {
  await using answer = await ask('text/event-stream');
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
  await answer.until((text) => text === ':\n\n');
  await tellAndEnd('Cup');
  await answer.ended;
  expect(answer.text()).toBe(`:\n\nevent: next\ndata: ${result('Cup')}\n\nevent: complete\ndata:\n\n`);
});

test('server-sent events by GET, as EventSource asks', async () => {
  const search = new URLSearchParams({ query: UPDATES, variables: JSON.stringify(variables) });
  await using answer = await ask('text/event-stream', {
    method: 'GET',
    path: `/graphql?${search.toString()}`,
  });
  await tellAndEnd('Cup');
  await answer.ended;
  expect(answer.text()).toBe(`:\n\nevent: next\ndata: ${result('Cup')}\n\nevent: complete\ndata:\n\n`);
});

test('both are kept alive while nothing happens', async () => {
  await using busy = await gatewayOfUpdates({ env: { HEARTBEAT_MS: '10' } });
  const [events, parts] = await Promise.all(
    ['text/event-stream', MULTIPART].map((accept) => streamed(busy.url, { headers: { accept }, body: BODY })),
  );
  await events?.until((text) => text.startsWith(':\n\n'.repeat(3)));
  await parts?.until((text) =>
    text.startsWith(`\r\n--graphql${'\r\ncontent-type: application/json\r\n\r\n{}\r\n--graphql'.repeat(2)}`),
  );
  await events?.[Symbol.asyncDispose]();
  await parts?.[Symbol.asyncDispose]();
});

const errorOf = (code: string) => expect.objectContaining({ extensions: expect.objectContaining({ code }) });
const eventsIn = (text: string): unknown[] =>
  [...text.matchAll(/^data: (.+)$/gm)].map(([, data]) => JSON.parse(data ?? ''));

test.each<[string, object, string]>([
  ['is no GraphQL', { query: 'subscription {' }, 'GRAPHQL_PARSE_FAILED'],
  ['asks for what is not there', { query: 'subscription { nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'has two root fields',
    {
      query: `subscription { a: tournamentUpdated(tournamentId: "1") { id } b: tournamentUpdated(tournamentId: "2") { id } }`,
    },
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['lacks a variable', { query: UPDATES }, 'BAD_USER_INPUT'],
])(
  'a subscription that %s is an event with its error, by SSE, and an answer by multipart',
  async (_what, body, code) => {
    await using events = await ask('text/event-stream', { body });
    expect(events.status).toBe(200);
    await events.ended;
    expect(eventsIn(events.text())).toEqual([{ errors: [errorOf(code)] }]);
    expect(events.text()).toMatch(/\n\nevent: complete\ndata:\n\n$/);

    await using answer = await ask(MULTIPART, { body });
    await answer.ended;
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(JSON.parse(answer.text())).toEqual({ errors: [errorOf(code)] });
    expect(live().open()).toEqual([]);
  },
);

test('what the subgraph refuses is an event with its error, and the end', async () => {
  live().refuseWith = new GraphQLError('Tournament not found', { extensions: { code: 'NOT_FOUND' } });
  const errors = [{ message: 'Tournament not found', extensions: { code: 'NOT_FOUND' } }];
  await using events = await ask('text/event-stream');
  await using parts = await ask(MULTIPART);
  await Promise.all([events.ended, parts.ended]);
  live().refuseWith = undefined;
  const refusal = JSON.stringify({ errors });
  expect(events.text()).toBe(`:\n\nevent: next\ndata: ${refusal}\n\nevent: complete\ndata:\n\n`);
  expect(parts.text()).toBe(
    `\r\n--graphql\r\ncontent-type: application/json\r\n\r\n{"payload":${refusal}}\r\n--graphql--\r\n`,
  );
});

test('a query is answered as ever where events are taken too, and as one event where nothing else is', async () => {
  gateway.tournaments.answer = () => ({ body: { data: { categories: [] } } });
  const body = { query: '{ categories { id } }' };
  await using answer = await ask(MULTIPART, { body });
  await using event = await ask('text/event-stream', { body });
  await Promise.all([answer.ended, event.ended]);
  expect(answer.text()).toBe('{"data":{"categories":[]}}');
  expect(eventsIn(event.text())).toEqual([{ data: { categories: [] } }]);
});

/** As urql sends it. */
const URQL =
  'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';

test.each([
  ['JSON and events', 'application/json, text/event-stream', true, 200],
  ['JSON by every name and events, as urql does', URQL, true, 400],
  ['JSON, and events not at all', 'text/event-stream;q=0, application/json', false, 200],
])(
  'who takes %s has queries answered as JSON with their status',
  async (_what, accept, takesEvents, status) => {
    gateway.tournaments.answer = () => ({ body: { data: { categories: [] } } });
    await using answer = await ask(accept, { body: { query: '{ categories { id } }' } });
    await using refusal = await ask(accept, { body: { query: '{ categories {' } });
    await Promise.all([answer.ended, refusal.ended]);
    for (const { headers } of [answer, refusal])
      expect(headers['content-type']).toMatch(/^application\/(graphql-response\+)?json/);
    expect(JSON.parse(answer.text())).toEqual({ data: { categories: [] } });
    expect(refusal.status).toBe(status);
    expect(JSON.parse(refusal.text())).toEqual({ errors: [errorOf('GRAPHQL_PARSE_FAILED')] });

    await using stream = await ask(accept);
    if (takesEvents) await tellAndEnd('Cup');
    await stream.ended;
    if (takesEvents) expect(eventsIn(stream.text())).toEqual([updateResult('Cup')]);
    else expect(JSON.parse(stream.text())).toEqual({ errors: [errorOf('OPERATION_RESOLUTION_FAILURE')] });
  },
);

test('a GET changes nothing, whatever it takes', async () => {
  const query = 'mutation { logout(refreshToken: "x") }';
  await using answer = await ask('text/event-stream', {
    method: 'GET',
    path: `/graphql?${new URLSearchParams({ query }).toString()}`,
  });
  await answer.ended;
  expect(answer.status).toBe(405);
  expect(gateway.users.received.filter(({ query }) => query.startsWith('mutation'))).toEqual([]);
});

test('a plain request for a subscription is told how to ask', async () => {
  const { errors } = await gateway.ask(UPDATES, variables);
  expect(errors).toMatchObject([{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }]);
});

test('a bad token and a form of a foreign page are refused before anything begins', async () => {
  await using denied = await ask('text/event-stream', {
    body: BODY,
    headers: { authorization: 'Bearer a.b.c' },
  });
  await using form = await ask('text/event-stream', {
    body: BODY,
    headers: { 'content-type': 'text/plain' },
  });
  expect([denied.status, form.status]).toEqual([401, 400]);
  expect(live().open()).toEqual([]);
});

test('when its client leaves, the subscription at the subgraph is ended', async () => {
  const answer = await ask('text/event-stream');
  const [subscription] = await live().untilOpen(1);
  expect(subscription?.variables).toEqual({ id: tournamentId });
  await answer[Symbol.asyncDispose]();
  await live().untilOpen(0);
});
