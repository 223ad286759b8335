// What people cost who watch: 5 000 of them by one process of streams, at one match and at many, sitting still and
// coming and going. The process, PostgreSQL, Redis and RabbitMQ are real ones, had as the tests have them; whatever
// else uses that Redis meanwhile is counted too.
import { migrate } from '@arena/streams';
import { testIdentityJwks } from '@arena/testing';
import { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../dev/services/tcp.ts';
import { startChild, type Child } from '../gateway/child/child.ts';
import type { BorrowedServers } from '../live/borrowed-servers.ts';
import { onBorrowedServers } from '../live/on-borrowed-servers.ts';
import { gatherCrowd, type Crowd } from './crowd.ts';

const VIEWERS = 5_000;
const MEASURED_MS = 60_000;
const MATCHES = [1, 50];
const CHURN = [0, 500];

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

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

async function bench({ databaseUrls, variables }: BorrowedServers): Promise<void> {
  await migrate(databaseUrls.streams);
  const redis = new Redis(variables['REDIS_URL'] as string);
  console.log(
    row(['matches', 'come and go', 'CPU ms', 'Redis calls', 'Redis CPU ms', 'events told', 'memory MB']),
  );
  console.log(row(Array.from({ length: 7 }, () => '---')));
  for (const matches of MATCHES) {
    const port = await freePort();
    const child = startChild(new URL('../live/service-process.ts', import.meta.url));
    await child.ask('start', {
      entry: new URL('../../subgraphs/streams/src/main.ts', import.meta.url).href,
      variables: {
        ...variables,
        PORT: String(port),
        DATABASE_URL: databaseUrls.streams,
        IDENTITY_JWKS: testIdentityJwks,
        FREE_VIEWER_LIMIT: '1000000',
        LOG_LEVEL: 'error',
      },
    });
    const bus = { url: variables['AMQP_URL'] as string, prefix: variables['BUS_PREFIX'] as string };
    const crowd = await gatherCrowd({ url: `http://127.0.0.1:${port}`, bus, matches, viewers: VIEWERS });
    for (const churn of CHURN) {
      const { cpuMs, calls, redisCpuMs, events, rssMb } = await measure(child, redis, crowd, churn);
      const each = (total: number) => (total / VIEWERS).toFixed(2);
      console.log(
        row([matches, churn, each(cpuMs), each(calls), each(redisCpuMs), each(events), Math.round(rssMb)]),
      );
    }
    await crowd.disperse();
    await child.stop();
  }
  redis.disconnect();
}

await onBorrowedServers(bench);
