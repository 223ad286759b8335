import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import {
  databaseUrl,
  eventually,
  graphqlClient,
  onServer,
  testBroker,
  testRedis,
  testServices,
  type Ask,
  type TestProcess,
} from '@arena/testing';
import { expect, test, vi } from 'vitest';
import type { Report } from '../doctor/examine.ts';
import { SUBGRAPHS } from '../run/stack-env.ts';
import { isListening } from '../services/tcp.ts';
import { command, dataDirectory, freePortBase } from './started-command.ts';

// whole platforms are started here, several in a row, beside other tests
vi.setConfig({ testTimeout: 120_000 });

const READY = /Arena is ready/;
const PERSON = { email: 'zoe@arena.example', username: 'zoe', displayName: 'Zoe', password: 'correct horse' };

const registers = (ask: Ask) =>
  ask('mutation ($input: RegisterInput!) { register(input: $input) { account { id } } }', { input: PERSON });
const logsIn = (ask: Ask) =>
  ask('mutation ($input: LoginInput!) { login(input: $input) { account { user { username } } } }', {
    input: { login: PERSON.username, password: PERSON.password },
  });
const LOGGED_IN = { data: { login: { account: { user: { username: 'zoe' } } } } };

/** Has `npm run doctor` look at a platform that runs; tells what is not as it should be. */
async function ailments(env: Record<string, string>, secrets: readonly string[]) {
  await using doctor = command('doctor', env, ['--json']);
  const code = await doctor.exited;
  for (const secret of secrets) expect(doctor.output(), 'no secret is shown').not.toContain(secret);
  const { mode, groups } = JSON.parse(doctor.output()) as Report;
  const findings = groups.flatMap((group) => group.findings);
  return { code, mode, amiss: findings.filter(({ status }) => status !== 'ok') };
}

/** What Apollo Sandbox opens with for whoever opens the graph in a browser. */
async function readyInSandbox(
  url: string,
): Promise<{ document: string; variables: Record<string, unknown> }> {
  const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
  const [, config = ''] = /embeddedSandboxConfig = (\{.*\});/.exec(await page.text()) ?? [];
  return JSON.parse(config).initialState;
}

const interrupted = async (arena: TestProcess) => {
  arena.kill('SIGINT');
  return arena.exited;
};

test('a start makes and keeps the data, also after a kill -9, and Ctrl-C ends it cleanly', async () => {
  await using data = await dataDirectory();
  const base = await freePortBase();
  const env = { ARENA_DATA_DIR: data.path, PORT_BASE: String(base) };
  const ask = graphqlClient(`http://127.0.0.1:${base}`);
  {
    await using first = command('start', env);
    await first.untilPrinted(READY);
    const { data: shown } = await ask('{ tournaments { nodes { status organizer { username } } } }');
    const statuses = shown.tournaments.nodes.map(({ status }: { status: string }) => status);
    expect(statuses.sort()).toEqual(['CANCELED', 'FINISHED', 'ONGOING', 'PENDING']);
    expect(shown.tournaments.nodes[0].organizer).toEqual({ username: 'organizer' });
    const { document, variables } = await readyInSandbox(`http://127.0.0.1:${base}`);
    expect(await ask(document, variables), 'one click in Sandbox logs in').toMatchObject({
      data: { login: { account: { user: { username: 'player' } } } },
    });
    await registers(ask);
    const secrets = await readFile(join(data.path, 'secrets.json'), 'utf8');
    expect(await ailments(env, Object.values(JSON.parse(secrets)))).toEqual({
      ...{ code: 0, mode: 'embedded', amiss: [] },
    });
    expect(first.output()).toContain('organizer@arena.example');
    expect(await interrupted(first)).toBe(0);
    expect(first.output()).toContain('Stopped.');
  }
  expect(await isListening('127.0.0.1', base + 9), 'PostgreSQL has ended').toBe(false);
  {
    await using second = command('start', env);
    await second.untilPrinted(READY);
    expect(await logsIn(ask)).toMatchObject(LOGGED_IN);
    second.kill('SIGKILL');
    await second.exited;
  }
  {
    await using third = command('start', env);
    await third.untilPrinted(READY);
    expect(await logsIn(ask)).toMatchObject(LOGGED_IN);
    const { data: shown } = await ask('{ tournaments { totalCount } }');
    expect(shown.tournaments.totalCount, 'seeded once').toBe(4);

    await using rival = command('start', { ...env, PORT_BASE: String(await freePortBase()) });
    expect(await rival.exited).toBe(1);
    expect(rival.output()).toContain('ARENA_DATA_DIR');
    expect(await logsIn(ask), 'the first goes on').toMatchObject(LOGGED_IN);
    expect(await interrupted(third)).toBe(0);
  }
});

test.concurrent('a taken port is told with its remedy, before anything is started', async () => {
  await using data = await dataDirectory();
  const base = await freePortBase();
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(base + 2, '127.0.0.1', resolve));
  await using arena = command('start', { ARENA_DATA_DIR: data.path, PORT_BASE: String(base) });
  expect(await arena.exited).toBe(1);
  expect(arena.output()).toBe(
    `Port ${base + 2} (tournaments) is already in use. ` +
      'Stop what listens there, or set PORT_BASE to shift all ports (for example PORT_BASE=5000).\n',
  );
  await new Promise((resolve) => squatter.close(resolve));
});

test.concurrent('a data directory that cannot be written is told with its remedy', async () => {
  await using data = await dataDirectory();
  await writeFile(join(data.path, 'file'), '');
  const path = join(data.path, 'file', 'data');
  await using arena = command('start', { ARENA_DATA_DIR: path, PORT_BASE: String(await freePortBase()) });
  expect(await arena.exited).toBe(1);
  expect(arena.output()).toMatch(/^The data directory .* cannot be written \(ENOTDIR\)\. Set ARENA_DATA_DIR/);
});

test.concurrent('every wrong variable is told, in one message', async () => {
  await using arena = command('start', { PORT_BASE: 'http', ARENA_MODE: 'cloud', NODE_ENV: 'production' });
  expect(await arena.exited).toBe(1);
  expect(arena.output()).toMatch(/^The environment is wrong:\n/);
  for (const name of ['PORT_BASE', 'ARENA_MODE']) expect(arena.output()).toContain(`- ${name}: `);
});

test.concurrent('production is refused', async () => {
  await using arena = command('start', { NODE_ENV: 'production' });
  expect(await arena.exited).toBe(1);
  expect(arena.output()).toContain('NODE_ENV: must not be production');
});

test.concurrent('a wrong variable of a service is told too, and leaves nothing running', async () => {
  await using data = await dataDirectory();
  const base = await freePortBase();
  const env = { ARENA_DATA_DIR: data.path, PORT_BASE: String(base), CORS_ORIGINS: 'everywhere' };
  await using arena = command('start', env);
  expect(await arena.exited).toBe(1);
  expect(arena.output()).toContain('CORS_ORIGINS');
  expect(await isListening('127.0.0.1', base + 9), 'PostgreSQL has ended').toBe(false);
});

test.skipIf('missing' in testServices().amqp || 'missing' in testServices().redis)(
  'in the services mode each service is a process of its own on the given PostgreSQL, RabbitMQ and Redis',
  async () => {
    await using data = await dataDirectory();
    await using broker = await testBroker();
    await using redis = await testRedis();
    const base = await freePortBase();
    const { postgresUrl, runId } = testServices();
    const prefix = `arena_test_${runId}_${base}_`;
    const env = {
      ARENA_MODE: 'services',
      ARENA_DATA_DIR: data.path,
      PORT_BASE: String(base),
      DATABASE_URL: databaseUrl(postgresUrl, 'postgres'),
      DATABASE_PREFIX: prefix,
      AMQP_URL: broker.url,
      BUS_PREFIX: broker.prefix,
      REDIS_URL: redis.url,
      LIVE_PREFIX: redis.prefix,
    };
    await using arena = command('start', env);
    await arena.untilPrinted(READY);
    const ask = graphqlClient(`http://127.0.0.1:${base}`);
    const query =
      '{ tournaments(filter: { status: [PENDING] }) { nodes { capacity ticketAvailability { total } } } }';
    const { data: shown } = await eventually(
      () => ask(query),
      (answer) => answer.data.tournaments.nodes[0].ticketAvailability.total > 0,
    );
    expect(shown.tournaments.nodes).toEqual([{ capacity: 10, ticketAvailability: { total: 10 } }]);
    expect(await redis.client.keys(`${redis.prefix}*`), 'the gateway counts in Redis').not.toEqual([]);
    expect(await isListening('127.0.0.1', base + 9), 'no PostgreSQL of its own').toBe(false);
    expect(await ailments(env, [new URL(broker.url).password + '@'])).toMatchObject({
      ...{ code: 0, mode: 'services' },
      // neither the management plugin nor the key that is made with each start is told to it
      amiss: [
        { status: 'skipped', subject: 'file handles' },
        { status: 'skipped', subject: 'identity key' },
      ],
    });
    expect(await interrupted(arena)).toBe(0);
    await onServer(postgresUrl, async (sql) => {
      for (const name of SUBGRAPHS) await sql`drop database ${sql(prefix + name)} with (force)`;
    });
  },
);
