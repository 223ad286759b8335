import type { Logger } from '@arena/subgraph-kit';
import type { SharedStore } from '../redis/shared-store.ts';
import { LONGEST_SECONDS, type CacheStore, type Kept, type Reading, type Stamp } from './cache-store.ts';
import { KeptInMemory } from './kept-in-memory.ts';
import { entryIn, textOf } from './kept-text.ts';
import { withScripts } from './redis-scripts.ts';

/** What is longer is not worth its way. */
const MAX_CHARACTERS = 1_000_000;

/** Longer than anything lasts that a stamp may forbid, which may have been asked for long before it was kept. */
const STAMPED_MICROSECONDS = 2 * LONGEST_SECONDS * 1_000_000;

/** Redis serves nobody else while it takes these. */
const AT_ONCE = 1_000;

/** Who has missed more than so many ends begins anew. */
const MOST_ENDS = 1_000;

/** Stands among the tags for all of them. */
const ALL = '*';

/**
 * Shares what is kept over Redis, with what this process has had of it at hand in its memory: an operation asks Redis
 * what has ended before it reads from there. A gateway that has lost its connection may not have told of what ended
 * meanwhile: before it reads again, all that is kept has ended.
 */
export function createRedisStore({ redis: connection, prefix }: SharedStore, logger: Logger): CacheStore {
  const redis = withScripts(connection);
  const name = (kind: string) => `${prefix}cache:${kind}:`;
  const [clock, ends, writes, entryOf] = [name('clock'), name('ends'), name('writes'), name('entry')];
  const memory = new KeptInMemory();
  /** what has ended by then is known to the memory */
  let known: Stamp | undefined;
  /** whether something may have happened that the others have not been told */
  let isBehind = false;
  const fallBehind = () => void (isBehind = true);

  const note = async (set: string, names: readonly string[]): Promise<void> => {
    await redis.noteTimes(2, clock, set, STAMPED_MICROSECONDS, ...names);
  };

  async function catchUp(): Promise<boolean> {
    if (!isBehind) return true;
    if (redis.status !== 'ready') return false;
    isBehind = false;
    await note(ends, [ALL]).catch((error: unknown) => {
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

  function learn(now: Stamp, ended: readonly string[], isAnew: boolean): void {
    if (isAnew) memory.endAll(now);
    for (let index = 0; index < ended.length; index += 2) {
      const [tag, time] = [ended[index] as string, Number(ended[index + 1])];
      if (tag === ALL) memory.endAll(time);
      else memory.end(tag, time);
    }
    known = Math.max(known ?? 0, now);
  }

  async function ask(keys: readonly string[], asked: Stamp, writer = '') {
    const isFirst = known === undefined;
    const given = [entryOf, writer, asked, known ?? '+inf', MOST_ENDS, keys.join('\n')];
    const [at, notBefore, isTooMuch, ended, values] = await redis.readEntries(
      3,
      clock,
      ends,
      writes,
      ...given,
    );
    const now = Number(at);
    learn(now, ended, isFirst || isTooMuch === 1);
    const entries = values.map(entryIn);
    entries.forEach((entry, index) => entry && memory.set(keys[index] as string, entry));
    return { now, notBefore: Number(notBefore), entries };
  }

  async function read(keys: readonly string[], notBefore: Stamp): Promise<Reading | undefined> {
    const entries = memory.get(keys, notBefore);
    const missing = keys.filter((_, index) => !entries[index]);
    if (missing.length === 0 && known !== undefined) return { now: known, entries };
    return attempt(async () => {
      const found = await ask(missing, notBefore);
      let next = 0;
      return { now: found.now, entries: entries.map((entry) => entry ?? found.entries[next++]) };
    });
  }

  async function keep(entries: ReadonlyMap<string, Kept>): Promise<void> {
    const worth = [...entries].filter(([, { text }]) => text.length <= MAX_CHARACTERS);
    const lastsMs = Math.min(...worth.map(([, { expiresAtMs }]) => expiresAtMs - Date.now()));
    if (worth.length === 0 || lastsMs <= 0) return;
    for (const [key, entry] of worth) memory.set(key, entry);
    for (let from = 0; from < worth.length; from += AT_ONCE) {
      const lines = worth.slice(from, from + AT_ONCE).map(([key, entry]) => `${key}\n${textOf(entry)}`);
      await redis.keepEntries(0, entryOf, lastsMs, lines.join('\n'));
    }
  }

  const catchUpSoon = () => void attempt(async () => {});
  redis.on('close', fallBehind);
  redis.on('ready', catchUpSoon);

  return {
    look: (writer, key) =>
      attempt(async () => {
        const isAtHand = key !== undefined && memory.get([key], 0)[0] !== undefined;
        const { notBefore, entries } = await ask(key === undefined || isAtHand ? [] : [key], 0, writer);
        return { notBefore, kept: isAtHand ? memory.get([key], notBefore)[0] : entries[0] };
      }),
    read,
    keep: async (entries) => {
      await attempt(() => keep(entries));
    },
    end: (tags) =>
      note(ends, tags).catch((error: unknown) => {
        fallBehind();
        throw error;
      }),
    noteWrite: (userId) => note(writes, [userId]).catch(fallBehind),
    stop: () => {
      redis.off('close', fallBehind);
      redis.off('ready', catchUpSoon);
      memory.clear();
    },
  };
}
