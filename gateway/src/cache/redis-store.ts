import type { Logger } from '@arena/subgraph-kit';
import type { SharedStore } from '../redis/shared-store.ts';
import { LONGEST_SECONDS, type CacheStore, type Kept } from './cache-store.ts';
import { readKept, writeKept } from './kept-text.ts';
import { withScripts } from './redis-scripts.ts';

/** What is longer is not worth its way. */
const MAX_CHARACTERS = 1_000_000;

/** Nothing that is asked for takes longer, so that what happened to a tag need not be remembered longer. */
const LONGEST_MS = LONGEST_SECONDS * 1_000;

/** Keys of one call, as many as a script may take. */
const AT_ONCE = 500;

const chunks = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, index) =>
    items.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );

/**
 * Shares what is kept over Redis. A gateway that has lost its connection may not have told of what ended meanwhile:
 * before it reads again, all that is kept has ended.
 */
export function createRedisStore({ redis: connection, prefix }: SharedStore, logger: Logger): CacheStore {
  const redis = withScripts(connection);
  const name = (kind: string, of = '') => `${prefix}cache:${kind}:${of}`;
  const [clock, epoch] = [name('clock'), name('epoch')];
  const keysOf = (tag: string) => [name('ended', tag), name('members', tag)];
  /** whether something may have happened that the others have not been told */
  let isBehind = false;

  const fallBehind = () => void (isBehind = true);

  async function catchUp(): Promise<boolean> {
    if (!isBehind) return true;
    if (redis.status !== 'ready') return false;
    try {
      isBehind = false;
      await redis.noteTime(2, clock, epoch, LONGEST_MS);
      return true;
    } catch (error) {
      isBehind = true;
      logger.debug({ err: error }, 'the cache stays away');
      return false;
    }
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

  async function readAll(keys: readonly string[]) {
    const wanted = [clock, epoch, ...keys.map((key) => name('entry', key))];
    const answers = (await redis.pipeline([['time'], ['mget', ...wanted]]).exec()) ?? [];
    const failed = answers.find(([error]) => error)?.[0];
    if (failed || answers.length < 2) throw failed ?? new Error('the cache does not answer');
    const [seconds, microseconds] = answers[0]?.[1] as [string, string];
    const [told, ended, ...values] = answers[1]?.[1] as (string | null)[];
    const timeMs = Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
    const found = values.map((value) => {
      const kept = value === null ? undefined : readKept(value);
      return kept && kept.since >= Number(ended) && kept.expiresAtMs > timeMs ? kept : undefined;
    });
    return { now: Number(told), timeMs, found };
  }

  const keep = (key: string, entry: Kept) => {
    const keys = [name('entry', key), ...entry.tags.flatMap(keysOf)];
    return redis.keepEntry(keys.length, ...keys, entry.since, writeKept(entry), entry.expiresAtMs, LONGEST_MS);
  };

  redis.on('close', fallBehind);

  return {
    read: (keys) => attempt(() => readAll(keys)),
    keep: async (entries) => {
      const worth = [...entries].filter(([, { text }]) => text.length <= MAX_CHARACTERS);
      await attempt(() => Promise.all(worth.map(([key, entry]) => keep(key, entry))));
    },
    end: async (tags) => {
      for (const some of chunks(tags)) {
        const keys = [clock, ...some.flatMap(keysOf)];
        await redis.endTags(keys.length, ...keys, LONGEST_MS);
      }
    },
    noteWrite: async (userId) => {
      try {
        await redis.noteTime(2, clock, name('written', userId), LONGEST_MS);
      } catch {
        fallBehind();
      }
    },
    lastWriteOf: (userId) => attempt(async () => Number(await redis.get(name('written', userId)))),
    stop: () => void redis.off('close', fallBehind),
  };
}
