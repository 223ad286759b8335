import { Redis } from 'ioredis';
import postgres from 'postgres';
import { SUBGRAPHS } from '../../../dev/run/stack-env.ts';
import type { BorrowedServers } from '../../live/borrowed-servers.ts';
import type { Running } from '../../live/platform.ts';
import type { Memory } from '../../live/service-process.ts';

const MB = 1_000_000;

/** A process at a moment: its memory after garbage was collected, and its share of a processor since the last time. */
export type ProcessSample = { heapMb: number; rssMb: number; cpu: number };

export type Sample = {
  /** since the start */
  minutes: number;
  processes: Record<string, ProcessSample>;
  postgresConnections: number;
  redisMb: number;
  /** answers and marks that the gateway keeps in Redis */
  cacheKeys: number;
};

export type Sampler = { take: () => Promise<Sample>; close: () => Promise<void> };

async function countKeys(redis: Redis, pattern: string): Promise<number> {
  let count = 0;
  for await (const keys of redis.scanStream({ match: pattern, count: 1_000 })) {
    count += (keys as string[]).length;
  }
  return count;
}

/** Looks at processes and servers from time to time. */
export function openSampler(
  { databaseUrls, variables }: BorrowedServers,
  processes: Record<string, Running>,
): Sampler {
  const startedAt = performance.now();
  const redis = new Redis(variables['REDIS_URL'] ?? '');
  const sql = postgres(databaseUrls.users, { max: 1, onnotice: () => {} });
  const databases = SUBGRAPHS.map((name) => new URL(databaseUrls[name]).pathname.slice(1));
  const last = new Map<string, { cpuMicroseconds: number; at: number }>();

  const sampleProcess = async (name: string, { child }: Running): Promise<ProcessSample> => {
    const { rssBytes, heapBytes } = await child.ask<Memory>('memory');
    const { cpuMicroseconds } = await child.usage();
    const at = performance.now();
    const before = last.get(name) ?? { cpuMicroseconds, at: at - 1 };
    last.set(name, { cpuMicroseconds, at });
    const cpu = (cpuMicroseconds - before.cpuMicroseconds) / ((at - before.at) * 1_000);
    return { heapMb: heapBytes / MB, rssMb: rssBytes / MB, cpu };
  };

  return {
    take: async () => {
      const minutes = (performance.now() - startedAt) / 60_000;
      const sampled: [string, ProcessSample][] = [];
      // one after the other, so that they do not all collect garbage at once
      for (const [name, running] of Object.entries(processes)) {
        sampled.push([name, await sampleProcess(name, running)]);
      }
      const [row] = await sql`
        select count(*)::int as connections from pg_stat_activity where datname = any(${databases})`;
      const used = /^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1];
      return {
        minutes,
        processes: Object.fromEntries(sampled),
        postgresConnections: row?.['connections'] as number,
        redisMb: Number(used) / MB,
        cacheKeys: await countKeys(redis, `${variables['LIVE_PREFIX']}cache:*`),
      };
    },
    close: async () => {
      redis.disconnect();
      await sql.end();
    },
  };
}
