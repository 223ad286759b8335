// What people cost who watch: 5 000 of them by one process of streams, at one match and at many, sitting still and
// coming and going. The process, PostgreSQL, Redis and RabbitMQ are real ones, had as the tests have them; whatever
// else uses that Redis meanwhile is counted too.
import { migrate } from '@arena/streams';
import { testIdentityJwks } from '@arena/testing';
import { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort } from '../../dev/services/tcp.ts';
import { startChild, type Child } from '../gateway/child/child.ts';
import type { BorrowedServers } from '../live/borrowed-servers.ts';
import { onBorrowedServers } from '../live/on-borrowed-servers.ts';
import { writeReport, type Table } from '../report/report.ts';
import { spread, withSpread } from '../report/spread.ts';
import { gatherCrowd, type Crowd } from './crowd.ts';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });

const VIEWERS = options.quick ? 500 : 5_000;
const MEASURED_MS = options.quick ? 5_000 : 60_000;
const ROUNDS = options.quick ? 1 : 3;
const MATCHES = [1, 50];
const CHURN = [0, VIEWERS / 10];

type Reading = { cpuMs: number; calls: number; redisCpuMs: number; events: number; rssMb: number };

const numberIn = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:(.+)$`, 'm').exec(text)?.[1] ?? 0);

async function readRedis(redis: Redis): Promise<Pick<Reading, 'calls' | 'redisCpuMs'>> {
  const text = await redis.info();
  const cpuSeconds = numberIn(text, 'used_cpu_user') + numberIn(text, 'used_cpu_sys');
  return { calls: numberIn(text, 'total_commands_processed'), redisCpuMs: 1_000 * cpuSeconds };
}

async function read(child: Child, redis: Redis, crowd: Crowd): Promise<Reading> {
  const { cpuMicroseconds, rssBytes } = await child.usage();
  return {
    cpuMs: cpuMicroseconds / 1_000,
    ...(await readRedis(redis)),
    events: crowd.takeEvents(),
    rssMb: rssBytes / 1_048_576,
  };
}

async function measure(child: Child, redis: Redis, crowd: Crowd, churn: number): Promise<Reading> {
  const before = await read(child, redis, crowd);
  await Promise.all([pause(MEASURED_MS), crowd.churn(churn)]);
  const after = await read(child, redis, crowd);
  return {
    cpuMs: after.cpuMs - before.cpuMs,
    calls: after.calls - before.calls,
    redisCpuMs: after.redisCpuMs - before.redisCpuMs,
    events: after.events,
    rssMb: after.rssMb,
  };
}

type Rounds = { matches: number; churn: number; rounds: Reading[] };

async function startStreams({ databaseUrls, variables }: BorrowedServers): Promise<[Child, url: string]> {
  const port = await freePort();
  const child = startChild(new URL('../live/service-process.ts', import.meta.url));
  await child.ask('start', {
    entry: new URL('../../subgraphs/streams/src/main.ts', import.meta.url).href,
    variables: {
      ...variables,
      PORT: String(port),
      DATABASE_URL: databaseUrls.streams,
      IDENTITY_JWKS: testIdentityJwks,
      BUS_CONSUMERS: 'streams',
      FREE_VIEWER_LIMIT: '1000000',
      LOG_LEVEL: 'error',
    },
  });
  return [child, `http://127.0.0.1:${port}`];
}

function tableOf(measured: readonly Rounds[]): Table {
  const minutes = MEASURED_MS / 60_000;
  return {
    head: ['matches', 'come and go', 'CPU ms', 'Redis calls', 'Redis CPU ms', 'events told', 'memory MB'],
    rows: measured.map(({ matches, churn, rounds }) => {
      const each = (key: 'cpuMs' | 'calls' | 'redisCpuMs' | 'events') =>
        withSpread(spread(rounds.map((round) => round[key] / VIEWERS / minutes)), 2);
      const memory = withSpread(spread(rounds.map(({ rssMb }) => rssMb)), 0);
      return [matches, churn, each('cpuMs'), each('calls'), each('redisCpuMs'), each('events'), memory];
    }),
  };
}

async function bench(servers: BorrowedServers): Promise<void> {
  const { databaseUrls, variables } = servers;
  await migrate(databaseUrls.streams);
  const redis = new Redis(variables['REDIS_URL'] as string);
  const measured: Rounds[] = [];
  for (const matches of MATCHES) {
    const [child, url] = await startStreams(servers);
    const bus = { url: variables['AMQP_URL'] as string, prefix: variables['BUS_PREFIX'] as string };
    const crowd = await gatherCrowd({ url, bus, matches, viewers: VIEWERS });
    const ofMatches = CHURN.map((churn): Rounds => ({ matches, churn, rounds: [] }));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { churn, rounds } of ofMatches) {
        rounds.push(await measure(child, redis, crowd, churn));
        console.error(`round ${round + 1}/${ROUNDS}: ${matches} matches, ${churn} come and go`);
      }
    }
    measured.push(...ofMatches);
    await crowd.disperse();
    await child.stop();
  }
  redis.disconnect();
  const report = await writeReport({
    name: 'presence',
    title: 'People who watch',
    text:
      `${VIEWERS} people watch by one process of streams, at one match or spread over fifty, while all sit still, and ` +
      'while some of them go and come back, one after the other. Figures are for each person and minute; calls are all ' +
      `commands that Redis got. ${ROUNDS} round${ROUNDS === 1 ? '' : 's'} of ${MEASURED_MS / 1_000} s; each figure is ` +
      'the median over the rounds, with the least and the greatest behind it.',
    sections: [{ title: 'For each who watches, and minute', tables: [tableOf(measured)] }],
    data: { settings: { viewers: VIEWERS, rounds: ROUNDS, milliseconds: MEASURED_MS }, measured },
  });
  console.log(report);
}

await onBorrowedServers(bench);
