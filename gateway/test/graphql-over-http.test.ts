import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startedGateway, type StartedGateway } from './started-gateway.ts';

let gateway: StartedGateway;
beforeAll(async () => void (gateway = await startedGateway()));
afterAll(() => gateway[Symbol.asyncDispose]());

/** As a page does that may read the answer: it sends a header that a forged request cannot have. */
const ask: typeof fetch = (input, init) =>
  fetch(input, { ...init, headers: { ...init?.headers, 'apollo-require-preflight': '1' } });

const audits = serverAudits({ url: () => `${gateway.url}/graphql`, fetchFn: ask });

test.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('$name ($id)', async ({ fn }) => {
  const result = await fn();
  expect(result.status, 'reason' in result ? result.reason : undefined).toBe('ok');
});

test('a refusal before the operation is read comes in the media type that was asked for', async () => {
  const refused = async (accept: string) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: '{"query": ',
    });
    return [response.status, response.headers.get('content-type')];
  };
  expect(await refused('application/graphql-response+json, application/json;q=0.9')).toEqual([
    400,
    'application/graphql-response+json; charset=utf-8',
  ]);
  expect(await refused('application/json')).toEqual([400, 'application/json; charset=utf-8']);
});

test('a query by GET needs no more than an Accept header of GraphQL, a mutation is not let through', async () => {
  const get = (query: string, accept: string) =>
    fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { accept } });
  expect((await get('{ __typename }', 'application/graphql-response+json')).status).toBe(200);
  expect((await get('{ __typename }', 'image/png,*/*')).status).toBe(400);
  const mutation = await get('mutation { logoutEverywhere }', 'application/graphql-response+json');
  expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST']);
  expect(gateway.users.received).toEqual([]);
});
