import { createMetrics } from '@arena/subgraph-kit';
import { eventually, readMetrics, scrape } from '@arena/testing';
import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { freePort } from '../../dev/services/tcp.ts';
import { liveMetrics } from '../src/metrics/live-metrics.ts';
import { requestMetrics } from '../src/metrics/request-metrics.ts';
import { gatewayOfUpdates, tournamentId, updateEvent, UPDATES } from './subscriptions/tournament-updates.ts';
import { subscriber } from './subscriptions/subscribers.ts';
import { startedGateway } from './started-gateway.ts';

const client = { 'apollographql-client-name': 'web', 'apollographql-client-version': '1.2.0' };

test('what clients ask for is counted by operation, outcome and client', async () => {
  await using gateway = await startedGateway();
  gateway.tournaments.answer = () => ({ body: { data: { categories: [] } } });
  gateway.users.answer = () => 'cut';
  await gateway.ask('query Categories { categories { id } }', {}, client);
  await gateway.ask('query Both { categories { id } userByUsername(username: "zoe") { id } }', {}, client);
  await gateway.ask('mutation Leave { logout(refreshToken: "x") }');
  await gateway.ask('{ nonsense }');
  const { value } = await scrape(gateway.url);
  const requests = (operation: string, kind: string, outcome: string) =>
    value('arena_gateway_requests_total', { operation, kind, outcome });
  expect(requests('Categories', 'query', 'ok')).toBe(1);
  expect(requests('Both', 'query', 'partial')).toBe(1);
  expect(requests('Leave', 'mutation', 'error')).toBe(1);
  expect(requests('none', 'none', 'refused')).toBe(1);
  expect(value('arena_gateway_client_requests_total', { client: 'web', version: '1.2.0' })).toBe(2);
  expect(value('arena_gateway_client_requests_total', { client: 'unknown' })).toBe(2);
  expect(value('arena_gateway_errors_total', { code: 'SUBGRAPH_UNAVAILABLE' })).toBe(2);
  expect(value('arena_gateway_errors_total', { code: 'GRAPHQL_VALIDATION_FAILED' })).toBe(1);
  expect(value('arena_gateway_request_duration_seconds_count', { operation: 'Categories' })).toBe(1);
  const fetches = (subgraph: string, outcome: string) =>
    value('arena_gateway_fetch_duration_seconds_count', { subgraph, outcome });
  expect(fetches('tournaments', 'ok')).toBe(2);
  expect(fetches('users', 'failed')).toBe(2);
  expect(value('arena_gateway_circuit_open', { subgraph: 'users' })).toBe(0);
});

test('labels stay few, whatever clients call themselves and their operations', async () => {
  const metrics = createMetrics();
  const { plugin } = requestMetrics(metrics, ['query Ours { games { id } }']);
  const ask = async (operation: string, name: string, version: string) => {
    const listener = await plugin.requestDidStart?.({} as never);
    await listener?.willSendResponse?.({
      operation: getOperationAST(parse(`query ${operation} { games { id } }`)),
      response: { body: { kind: 'single', singleResult: { data: null } } },
      contextValue: { client: { name, version } },
    } as never);
  };
  for (let n = 0; n < 230; n++) await ask(`Junk${n}`, `client "${n % 60}"`, `${n}`);
  await ask('Ours', 'client "0"', '0');
  const { text, value } = readMetrics((await metrics.scrape()).text);
  const labels = (metric: string, label: string) => {
    const found = text.matchAll(new RegExp(`^${metric}\\{.*?${label}="([^"]*)"`, 'gm'));
    return new Set([...found].map(([, name]) => name));
  };
  // 200 that came first, ours, and all others together
  expect(labels('arena_gateway_requests_total', 'operation').size).toBe(202);
  expect(value('arena_gateway_requests_total', { operation: 'Ours' })).toBe(1);
  expect(value('arena_gateway_requests_total', { operation: 'other' })).toBe(30);
  const clients = labels('arena_gateway_client_requests_total', 'client');
  expect(clients.size).toBe(51);
  expect(clients).toContain('client__0_');
  for (let n = 0; n < 20; n++) await ask('Ours', 'client "0"', `1.${n}`);
  const after = readMetrics((await metrics.scrape()).text);
  expect(
    after.value('arena_gateway_client_requests_total', { client: 'client__0_', version: 'other' }),
  ).toBeGreaterThan(0);
});

test('what is refused before it is looked at is counted too', async () => {
  await using gateway = await startedGateway();
  await gateway.ask('{ categories { id } }', {}, { authorization: 'Bearer nonsense' });
  const { value } = await scrape(gateway.url);
  expect(value('arena_gateway_errors_total', { code: 'UNAUTHENTICATED' })).toBe(1);
  expect(value('arena_gateway_requests_total', { outcome: 'refused' })).toBe(1);
});

test('who cannot be known since users is away is not refused: it is a fault of ours', async () => {
  const metrics = createMetrics();
  const { refused } = requestMetrics(metrics, []);
  refused('SUBGRAPH_UNAVAILABLE', { name: 'web', version: '1' });
  refused('UNAUTHENTICATED', { name: 'web', version: '1' });
  const { value } = readMetrics((await metrics.scrape()).text);
  for (const outcome of ['error', 'refused']) {
    expect(value('arena_gateway_requests_total', { outcome }), outcome).toBe(1);
    expect(value('arena_gateway_client_requests_total', { client: 'web', outcome }), outcome).toBe(1);
  }
});

test('a request that is no operation at all is counted as refused', async () => {
  await using gateway = await startedGateway();
  const post = (headers: Record<string, string>, body: string) =>
    fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
  const json = { 'content-type': 'application/json' };
  expect((await post(json, '{"nothing": true}')).status).toBe(400);
  expect((await post({ 'content-type': 'text/plain' }, '{"query": "{ __typename }"}')).status).toBe(400);
  // one whose answer is not taken has been run
  expect((await post({ ...json, accept: 'image/png' }, '{"query": "{ __typename }"}')).status).toBe(406);
  const { value } = await scrape(gateway.url);
  expect(value('arena_gateway_requests_total', { outcome: 'refused' })).toBe(2);
  expect(value('arena_gateway_requests_total', { outcome: 'ok' })).toBe(1);
  expect(value('arena_gateway_errors_total', { code: 'BAD_REQUEST' })).toBe(2);
});

test('who asks too much is counted by the budget that refused', async () => {
  await using gateway = await startedGateway({ env: { RATE_LIMITS: 'on', RATE_LIMIT_ADDRESS: '1' } });
  for (let n = 0; n < 3; n++) await gateway.ask('{ categories { id } }');
  const { value } = await scrape(gateway.url);
  expect(value('arena_gateway_rate_limit_refusals_total', { budget: 'address' })).toBe(2);
});

test('open subscriptions are counted by transport and field, and their events as they are taken', async () => {
  await using gateway = await gatewayOfUpdates();
  const open = async (transport: string) =>
    (await scrape(gateway.url)).value('arena_gateway_subscriptions', {
      transport,
      field: 'tournamentUpdated',
    });
  const live = createClient({
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: client,
    retryAttempts: 0,
  });
  const events = live.iterate({ query: UPDATES, variables: { id: tournamentId } });
  const first = events.next();
  const counts = (transport: string, wanted: number) =>
    expect(
      eventually(
        () => open(transport),
        (count) => count === wanted,
      ),
    ).resolves.toBe(wanted);
  await counts('websocket', 1);
  {
    await using _other = await subscriber('server-sent events', gateway.url);
    await counts('sse', 1);
  }
  await counts('sse', 0);
  const [subscription] = await gateway.tournaments.live.untilOpen(1);
  subscription?.emit(updateEvent('Cup'));
  await first;
  await events.return?.();
  await live.dispose();
  await counts('websocket', 0);
  const { value } = await scrape(gateway.url);
  expect(value('arena_gateway_subscription_events_total', { field: 'tournamentUpdated' })).toBe(1);
  expect(value('arena_gateway_client_requests_total', { client: 'web', version: '1.2.0' })).toBe(1);
});

test('what a client missed counts, whether it takes another event or none any more', async () => {
  const metrics = createMetrics();
  const stream = liveMetrics(metrics)('sse', 'tournamentUpdated');
  stream.taken(2);
  stream.closed(3);
  const { value } = readMetrics((await metrics.scrape()).text);
  expect(value('arena_gateway_subscription_events_total')).toBe(1);
  expect(value('arena_gateway_subscription_events_dropped_total')).toBe(5);
  expect(value('arena_gateway_subscriptions')).toBe(0);
});

test('it tells which supergraph is served, and since when', async () => {
  await using gateway = await startedGateway();
  const { value } = await scrape(gateway.url);
  expect(value('arena_gateway_supergraph_info')).toBe(1);
  expect(value('arena_gateway_supergraph_loaded_timestamp_seconds')).toBeGreaterThan(Date.now() / 1_000 - 60);
});

test('where the metrics have a port of their own they are there alone', async () => {
  const port = await freePort();
  await using gateway = await startedGateway({ env: { METRICS_PORT: String(port) } });
  expect((await fetch(`${gateway.url}/metrics`)).status).toBe(404);
  expect((await scrape(`http://127.0.0.1:${port}`)).names).toContain('arena_gateway_requests_total');
});
