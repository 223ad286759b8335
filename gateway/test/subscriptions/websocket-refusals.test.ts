import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLogger } from '@arena/subgraph-kit';
import { ATTACKS } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accessToken, bearer, jwks } from '../access-tokens.ts';
import type { StartedGateway } from '../started-gateway.ts';
import { temporaryDirectory } from '../supergraph/temporary-directory.ts';
import { codeOf, operation, welcomedSocket } from './raw-socket.ts';
import { gatewayOfUpdates, updateEvent, updateResult, UPDATES, variables } from './tournament-updates.ts';

const CATEGORIES = '{ categories { id } }';
const SUBSCRIBE = operation('1', UPDATES, { variables });

let gateway: StartedGateway;
const loggedErrors: string[] = [];
beforeAll(async () => {
  const logger = createLogger('gateway', 'error', { write: (line) => void loggedErrors.push(line) });
  gateway = await gatewayOfUpdates({ jwks, logger });
  gateway.tournaments.answer = () => ({ body: { data: { categories: [] } } });
});
afterAll(() => gateway[Symbol.asyncDispose]());
beforeEach(async () => {
  await live().untilOpen(0);
  gateway.tournaments.received.splice(0);
});

const live = () => gateway.tournaments.live;
const welcomed = () => welcomedSocket(gateway.url);

test.each<[string, string, string]>([
  ['is no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
  ['asks for what is not there', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
  ['lacks a variable', UPDATES, 'BAD_USER_INPUT'],
])('a document that %s is answered by its error, and the connection goes on', async (_what, query, code) => {
  await using client = await welcomed();
  client.send(operation('1', query));
  expect(codeOf(await client.next())).toBe(code);
  client.send(operation('1', CATEGORIES));
  expect(await client.next()).toMatchObject({ id: '1', type: 'next' });
  expect(live().open()).toEqual([]);
});

const ROOT = 'tournamentUpdated(tournamentId: $id)';

test.each([
  ['on its field', `subscription ($id: ID!, $if: Boolean!) { ${ROOT} @skip(if: $if) { id } }`],
  ['in a fragment', `subscription ($id: ID!, $if: Boolean!) { ... { ${ROOT} @include(if: $if) { id } } }`],
  ['on a fragment', `subscription ($id: ID!, $if: Boolean!) { ... @skip(if: $if) { ${ROOT} { id } } }`],
  [
    'in a named fragment',
    `subscription ($id: ID!, $if: Boolean!) { ...Root }
     fragment Root on Subscription { ${ROOT} @include(if: $if) { id } }`,
  ],
])('a subscription with a condition %s is not valid, and the connection goes on', async (_where, query) => {
  await using client = await welcomed();
  client.send(operation('1', query, { variables: { ...variables, if: false } }));
  expect(codeOf(await client.next())).toBe('GRAPHQL_VALIDATION_FAILED');
  client.send(operation('1', CATEGORIES));
  expect(await client.next()).toMatchObject({ id: '1', type: 'next' });
  expect(live().open()).toEqual([]);
  expect(loggedErrors).toEqual([]);
  const answer = await gateway.ask(query, { ...variables, if: false });
  expect(answer).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  });
});

/** Those that are in the document or its variables, and so may come by any way. */
const DOCUMENT_ATTACKS = ATTACKS.filter(
  ({ method, headers, status, body }) =>
    method === 'POST' &&
    headers['content-type'] === 'application/json' &&
    status === 400 &&
    body?.startsWith('{"query":"'),
);

test.each(DOCUMENT_ATTACKS)('$name is refused before any subgraph is called', async ({ code, body = '' }) => {
  await using client = await welcomed();
  client.send(`{"id":"1","type":"subscribe","payload":${body}}`);
  expect(codeOf(await client.next())).toBe(code);
  expect(gateway.tournaments.received).toEqual([]);
});

test('a field that the caller may not see is null with its error, and the rest is delivered', async () => {
  const query = `{ ${CATEGORIES.slice(2, -2)} users { nodes { id } } }`;
  await using client = await welcomed();
  client.send(operation('1', query));
  expect(await client.next()).toMatchObject({
    type: 'next',
    payload: {
      data: { categories: [], users: null },
      errors: [{ path: ['users'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
    },
  });
});

test('so it is with each event of a subscription, for those who may not see it', async () => {
  await using directory = await temporaryDirectory();
  const file = join(directory.path, 'supergraph.graphql');
  const arena = await readFile(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');
  const field = 'cancelReason: String @join__field(graph: TOURNAMENTS)';
  await writeFile(file, arena.replaceAll(field, `${field} @authenticated`));
  await using guarded = await gatewayOfUpdates({ jwks, env: { SUPERGRAPH_FILE: file } });

  const subscribe = operation('1', UPDATES.replace(' name ', ' name cancelReason '), { variables });
  await using anonymous = await welcomedSocket(guarded.url);
  anonymous.send(subscribe);
  const [withoutReason] = await guarded.tournaments.live.untilOpen(1);
  expect(withoutReason?.query).not.toContain('cancelReason');
  await using member = await welcomedSocket(guarded.url, bearer(await accessToken()));
  member.send(subscribe);
  const [, withReason] = await guarded.tournaments.live.untilOpen(2);
  expect(withReason?.query).toContain('cancelReason');

  for (const name of ['Cup', 'Final']) {
    withoutReason?.emit(updateEvent(name));
    const { data } = updateEvent(name);
    withReason?.emit({ data: { tournamentUpdated: { ...data.tournamentUpdated, cancelReason: 'Rain' } } });
    const { tournamentUpdated } = updateResult(name).data;
    expect(await anonymous.next()).toMatchObject({
      payload: {
        data: { tournamentUpdated: { ...tournamentUpdated, cancelReason: null } },
        errors: [
          { path: ['tournamentUpdated', 'cancelReason'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } },
        ],
      },
    });
    expect((await member.next()).payload).toEqual({
      data: { tournamentUpdated: { ...tournamentUpdated, cancelReason: 'Rain' } },
    });
  }
});

test('a subscription whose own field the caller may not see is an error', async () => {
  await using directory = await temporaryDirectory();
  const file = join(directory.path, 'supergraph.graphql');
  const arena = await readFile(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');
  const field = ': Tournament @join__field(graph: TOURNAMENTS)';
  const [before, after] = arena.split('tournamentUpdated(');
  await writeFile(file, `${before}tournamentUpdated(${after?.replace(field, `${field} @authenticated`)}`);
  await using guarded = await gatewayOfUpdates({ jwks, env: { SUPERGRAPH_FILE: file } });

  await using anonymous = await welcomedSocket(guarded.url);
  anonymous.send(SUBSCRIBE);
  expect(codeOf(await anonymous.next())).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  expect(guarded.tournaments.live.begun).toEqual([]);
  await using member = await welcomedSocket(guarded.url, bearer(await accessToken()));
  member.send(SUBSCRIBE);
  await guarded.tournaments.live.untilOpen(1);
});
