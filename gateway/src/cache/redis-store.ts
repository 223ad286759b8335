import type { Logger } from '@arena/subgraph-kit';
import type { SharedStore } from '../redis/shared-store.ts';
import { LONGEST_SECONDS, type CacheStore, type Kept, type Reading, type Stamp } from './cache-store.ts';
import { KeptInMemory } from './kept-in-memory.ts';
import { batches, entryIn } from './kept-text.ts';
import { createMakeUp } from './make-up.ts';
import { withScripts } from './redis-scripts.ts';

/** What is longer is not worth its way. */
const MAX_CHARACTERS = 1_000_000;

/** Longer than anything lasts that a stamp may forbid, which may have been asked for long before it was kept. */
const STAMPED_MICROSECONDS = 2 * LONGEST_SECONDS * 1_000_000;

/** Who has missed more than so many ends begins anew. */
const MOST_ENDS = 1_000;

/** Stands among the tags for all of them. */
const ALL = '*';

/**
 * Shares what is kept over Redis, with what this process has had of it at hand in its memory: an operation asks Redis
 * what has ended before it reads from there. A gateway that could not tell of what ended lets all that is kept end as
 * soon as it can, and reads nothing before.
 */
export function createRedisStore({ redis: connection, prefix }: SharedStore, logger: Logger): CacheStore {
  const redis = withScripts(connection);
  const name = (kind: string) => `${prefix}cache:${kind}:`;
  const [clock, ends, writes, entryOf] = [name('clock'), name('ends'), name('writes'), name('entry')];
  let memory = new KeptInMemory();
  /** what has ended by then is known to the memory */
  let known: Stamp | undefined;

  const note = async (set: string, names: readonly string[]): Promise<void> => {
    await redis.noteTimes(3, clock, ends, set, STAMPED_MICROSECONDS, ...names);
  };
  const makeUp = createMakeUp(
    () => note(ends, [ALL]),
    () => redis.status === 'ready',
  );

  /** @returns undefined when it fails; the connection itself tells that it is lost */
  async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return (await makeUp.caughtUp()) ? await work() : undefined;
    } catch (error) {
      logger.debug({ err: error }, 'the cache is not reached');
      return undefined;
    }
  }

  /** Lets go of all at hand: what has ended of it is not known. */
  function beginAnew(now: Stamp): void {
    memory = new KeptInMemory();
    memory.endAll(now);
  }

  function learn(ended: readonly string[]): void {
    for (let index = 0; index < ended.length; index += 2) {
      const [tag, time] = [ended[index] as string, Number(ended[index + 1])];
      if (tag === ALL) memory.endAll(time);
      else memory.end(tag, time);
    }
  }

  async function ask(keys: readonly string[], asked: Stamp, writer = '') {
    const since = known;
    const given = [entryOf, writer, asked, since ?? '+inf', MOST_ENDS, keys.join('\n')];
    const [at, notBefore, isTooMuch, ended, values] = await redis.readEntries(
      3,
      clock,
      ends,
      writes,
      ...given,
    );
    const now = Number(at);
    // an order of changes that has gone back is another one: Redis has lost its data
    const hasMissed = since === undefined || now < since || now - since > STAMPED_MICROSECONDS;
    if (hasMissed || isTooMuch === 1) beginAnew(now);
    learn(ended);
    known = now;
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
    for (const lines of batches(worth)) await redis.keepEntries(0, entryOf, lastsMs, lines);
  }

  const catchUpSoon = () => void attempt(async () => {});
  redis.on('close', makeUp.fallBehind);
  redis.on('ready', catchUpSoon);

  return {
    look: (writer, key) =>
      attempt(async () => {
        const isAtHand = key !== undefined && memory.get([key], 0)[0] !== undefined;
        const { notBefore, entries } = await ask(key === undefined || isAtHand ? [] : [key], 0, writer);
        const kept = isAtHand ? memory.get([key], notBefore)[0] : entries[0];
        return { notBefore, lastEnd: memory.lastEnd, kept };
      }),
    read,
    keep: async (entries) => {
      await attempt(() => keep(entries));
    },
    end: (tags) =>
      note(ends, tags).catch((error: unknown) => {
        makeUp.fallBehind();
        throw error;
      }),
    noteWrite: (userId) => note(writes, [userId]).catch(makeUp.fallBehind),
    stop: () => {
      redis.off('close', makeUp.fallBehind);
      redis.off('ready', catchUpSoon);
      makeUp.stop();
      memory.clear();
    },
  };
}
