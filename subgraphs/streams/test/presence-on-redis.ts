import { createLogger } from '@arena/subgraph-kit';
import { register, testLogger, testRedis } from '@arena/testing';
import type { PresenceTimes } from '../src/presence/presence.ts';
import { presenceConnection } from '../src/presence/redis-connection.ts';
import { connectRedisPresence, presenceOver } from '../src/presence/redis-presence.ts';
import { LASTING } from './presence-under-test.ts';

/** Presence at an address, and what its log tells. */
export async function presenceAt(url: string, prefix = '', times: Partial<PresenceTimes> = {}) {
  const told: string[] = [];
  const write = (line: string) => void told.push((JSON.parse(line) as { msg: string }).msg);
  const logger = createLogger('test', 'info', { write });
  const presence = await connectRedisPresence({ url, prefix, times: { ...LASTING, ...times }, logger });
  return register('presence', { presence, told }, presence.close);
}

/** Presence on a share of Redis, and what it asks there. */
export async function watchedPresence(times: Partial<PresenceTimes> = {}) {
  const { url, prefix, client, ...share } = await testRedis();
  const connection = await presenceConnection(url);
  const presence = presenceOver(connection, {
    prefix,
    times: { ...LASTING, ...times },
    logger: testLogger(),
  });

  const roundTrips: string[][] = [];
  const interruptions = new Map<string, () => Promise<unknown>>();
  const pipeline = connection.pipeline.bind(connection);
  connection.pipeline = (asked = []) => {
    const names = asked.map(([name]) => name as string);
    roundTrips.push(names);
    const asking = pipeline(asked);
    const [interrupt] = names.flatMap((name) => interruptions.get(name) ?? []);
    if (!interrupt) return asking;
    for (const name of names) interruptions.delete(name);
    const exec = asking.exec.bind(asking);
    return Object.assign(asking, { exec: () => interrupt().then(() => exec()) });
  };

  const watched = {
    ...{ url, prefix, client, presence },
    /** the names of what was asked in each round trip since the last `roundTrips.splice(0)` */
    roundTrips,
    /** Does something right before a script is asked for the next time. */
    before: (script: string, act: () => Promise<unknown>) => void interruptions.set(script, act),
  };
  return register('presence that is watched', watched, async () => {
    await presence.close();
    await share[Symbol.asyncDispose]();
  });
}
