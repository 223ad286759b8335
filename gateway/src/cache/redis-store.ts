import type { Logger } from '@arena/subgraph-kit';
import type { SharedStore } from '../redis/shared-store.ts';
import { LONGEST_SECONDS, type CacheStore, type Reading } from './cache-store.ts';
import { readKept, writeKept } from './kept-text.ts';
import { withScripts } from './redis-scripts.ts';

/** What is longer is not worth its way. */
const MAX_CHARACTERS = 1_000_000;

/** Nothing lasts longer that an end or a write may forbid. */
const LONGEST_MS = LONGEST_SECONDS * 1_000;

/** Redis serves nobody else while it looks for these. */
const KEYS_AT_ONCE = 500;

/**
 * Shares what is kept over Redis. A gateway that has lost its connection may not have told of what ended meanwhile:
 * before it reads again, all that is kept has ended.
 */
export function createRedisStore({ redis: connection, prefix }: SharedStore, logger: Logger): CacheStore {
  const redis = withScripts(connection);
  const name = (kind: string, of = '') => `${prefix}cache:${kind}:${of}`;
  const [clock, epoch, endOf] = [name('clock'), name('epoch'), name('end')];
  /** whether something may have happened that the others have not been told */
  let isBehind = false;
  const fallBehind = () => void (isBehind = true);

  const note = async (keys: readonly string[]): Promise<void> => {
    await redis.noteTimes(keys.length + 1, clock, ...keys, LONGEST_MS);
  };

  async function catchUp(): Promise<boolean> {
    if (!isBehind) return true;
    if (redis.status !== 'ready') return false;
    isBehind = false;
    await note([epoch]).catch((error: unknown) => {
      isBehind = true;
      throw error;
    });
    return true;
  }

  /** @returns undefined when it fails; the connection itself tells that it is lost */
  async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return (await catchUp()) ? await work() : undefined;
    } catch (error) {
      logger.debug({ err: error }, 'the cache is not reached');
      return undefined;
    }
  }

  async function readSome(keys: readonly string[]): Promise<Reading> {
    const names = [clock, epoch, ...keys.map((key) => name('entry', key))];
    const [now, ...values] = await redis.readEntries(names.length, ...names, endOf);
    return { now: Number(now), found: values.map((value) => (value === null ? undefined : readKept(value))) };
  }

  async function readAll(keys: readonly string[]): Promise<Reading> {
    if (keys.length <= KEYS_AT_ONCE) return readSome(keys);
    const first = await readSome(keys.slice(0, KEYS_AT_ONCE));
    const { found } = await readAll(keys.slice(KEYS_AT_ONCE));
    return { now: first.now, found: [...first.found, ...found] };
  }

  redis.on('close', fallBehind);

  return {
    read: (keys) => attempt(() => readAll(keys)),
    keep: async (entries) => {
      const pipeline = redis.pipeline();
      for (const [key, entry] of entries) {
        const lastsMs = entry.expiresAtMs - Date.now();
        if (lastsMs <= 0 || entry.text.length > MAX_CHARACTERS) continue;
        pipeline.set(name('entry', key), writeKept(entry), 'PX', lastsMs);
      }
      await attempt(() => pipeline.exec());
    },
    end: (tags) => note(tags.map((tag) => endOf + tag)),
    noteWrite: (userId) => note([name('written', userId)]).catch(fallBehind),
    lastWriteOf: (userId) => attempt(async () => Number(await redis.get(name('written', userId)))),
    stop: () => void redis.off('close', fallBehind),
  };
}
