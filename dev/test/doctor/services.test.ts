import { expect, test } from 'vitest';
import { checkServices } from '../../doctor/services.ts';
import { httpServer } from './http-server.ts';
import { NOWHERE } from './unreachable.ts';

const READY = { '/health/ready': { body: { status: 'ok' } } };

test('each service is told by what it answers, and one that hangs holds nobody up', async () => {
  await using ready = await httpServer(READY);
  await using unready = await httpServer({
    '/health/ready': { status: 503, body: { status: 'unavailable' } },
  });
  await using silent = await httpServer({});
  const { findings, up } = await checkServices(
    { users: ready.url, tickets: unready.url, payments: silent.url, streams: `http://${NOWHERE}` },
    false,
  );
  expect(findings).toMatchObject([
    { status: 'ok', subject: 'users' },
    { status: 'fail', subject: 'tickets', code: 'service-not-ready' },
    { status: 'fail', code: 'service-unreachable', says: expect.stringMatching(/no answer within 3 s$/) },
    { status: 'fail', subject: 'streams', says: `${NOWHERE}: nothing listens there` },
  ]);
  expect([...up]).toEqual(['users']);
});

test('a subgraph that runs, and that the gateway does not reach, is the fault of its address there', async () => {
  await using subgraph = await httpServer(READY);
  await using gateway = await httpServer({
    '/health/ready': {
      body: { status: 'ready', subgraphs: { users: 'up', tickets: 'down', streams: 'down' } },
    },
  });
  const { findings } = await checkServices(
    { gateway: gateway.url, users: subgraph.url, tickets: subgraph.url, streams: `http://${NOWHERE}` },
    false,
  );
  expect(findings[0]).toMatchObject({
    ...{ status: 'fail', subject: 'gateway', code: 'subgraph-cut-off' },
    remedy: 'correct TICKETS_URL of the gateway',
  });
  expect(findings[0]?.says).toMatch(/and cannot reach tickets$/);
});

test('what runs is told, and that not all run the same', async () => {
  const at = (version: string) => httpServer({ '/health/ready': { body: { status: 'ok', version } } });
  await using older = await at('1.0.0');
  await using newer = await at('1.1.0');
  const look = async (tickets: string) =>
    (await checkServices({ users: newer.url, tickets, payments: newer.url }, false)).findings;
  const alike = await look(newer.url);
  expect(alike.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
  expect(alike[0]?.says).toMatch(/, version 1\.1\.0$/);
  expect((await look(older.url)).at(-1)).toMatchObject({
    ...{ status: 'warn', code: 'versions-differ' },
    says: 'users, payments run 1.1.0; tickets run 1.0.0',
  });
});

test('an Arena in one process that does not run is one fault', async () => {
  const away = `http://${NOWHERE}`;
  const { findings } = await checkServices({ gateway: away, users: away }, true);
  expect(findings).toMatchObject([
    { status: 'fail', subject: 'Arena', code: 'arena-not-running' },
    { status: 'skipped', subject: 'gateway' },
    { status: 'skipped', subject: 'users' },
  ]);
});

test('credentials in an address go to the server and are not shown', async () => {
  await using ready = await httpServer(READY);
  const { findings } = await checkServices({ users: ready.url.replace('//', '//me:sesame-open@') }, false);
  expect(findings).toMatchObject([{ status: 'ok' }]);
  expect(ready.asked[0]?.authorization).toBe(`Basic ${Buffer.from('me:sesame-open').toString('base64')}`);
  expect(JSON.stringify(findings)).not.toContain('sesame-open');
});
