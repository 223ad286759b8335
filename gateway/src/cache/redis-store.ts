import type { Logger } from '@arena/subgraph-kit';
import type { SharedStore } from '../redis/shared-store.ts';
import {
  ALWAYS_VALID,
  LONGEST_SECONDS,
  type CacheStore,
  type Kept,
  type Reading,
  type Stamp,
} from './cache-store.ts';
import { withScripts } from './redis-scripts.ts';

/** What is longer is not worth its way. */
const MAX_CHARACTERS = 1_000_000;

/** Longer than anything lasts that a stamp may forbid, which may have been asked for long before it was kept. */
const STAMPED_MS = 2 * LONGEST_SECONDS * 1_000;

/** Redis serves nobody else while it takes these. */
const AT_ONCE = 1_000;

/** An entry as Redis has it: a line of what decides about it, then itself. Tags have neither spaces nor `@`. */
const valueOf = ({ text, since, expiresAtMs, tags }: Kept): string =>
  `${since} ${expiresAtMs} ${[...tags].map(([tag, from]) => `${tag}@${from}`).join(' ')}\n${text}`;

const tagsOf = (text: string): Map<string, Stamp> =>
  new Map(
    text.split(' ').map((part): [string, Stamp] => {
      const end = part.lastIndexOf('@');
      return [part.slice(0, end), Number(part.slice(end + 1))];
    }),
  );

/**
 * Shares what is kept over Redis. A gateway that has lost its connection may not have told of what ended meanwhile:
 * before it reads again, all that is kept has ended.
 */
export function createRedisStore({ redis: connection, prefix }: SharedStore, logger: Logger): CacheStore {
  const redis = withScripts(connection);
  const name = (kind: string, of = '') => `${prefix}cache:${kind}:${of}`;
  const [clock, epoch, endOf, entryOf] = [name('clock'), name('epoch'), name('end'), name('entry')];
  /** whether something may have happened that the others have not been told */
  let isBehind = false;
  const fallBehind = () => void (isBehind = true);

  const note = async (keys: readonly string[]): Promise<void> => {
    await redis.noteTimes(keys.length + 1, clock, ...keys, STAMPED_MS);
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

  async function read(keys: readonly string[], asked: Stamp, writer?: string): Promise<Reading> {
    const written = writer === undefined ? [] : [name('written', writer)];
    const given = [endOf, entryOf, asked, keys.join('\n')];
    const found = await redis.readEntries(2 + written.length, clock, epoch, ...written, ...given);
    const [now, notBefore, since, expiresAtMs, tags, text] = found;
    const validity =
      since === ''
        ? ALWAYS_VALID
        : {
            since: Number(since),
            expiresAtMs: Number(expiresAtMs),
            // nobody looks at those of a whole answer
            get tags() {
              return tagsOf(tags);
            },
          };
    return { now: Number(now), notBefore: Number(notBefore), text, validity };
  }

  async function keep(entries: ReadonlyMap<string, Kept>): Promise<void> {
    const worth = [...entries].filter(([, { text }]) => text.length <= MAX_CHARACTERS);
    const lastsMs = Math.min(...worth.map(([, { expiresAtMs }]) => expiresAtMs - Date.now()));
    if (worth.length === 0 || lastsMs <= 0) return;
    for (let from = 0; from < worth.length; from += AT_ONCE) {
      const lines = worth.slice(from, from + AT_ONCE).map(([key, entry]) => `${key}\n${valueOf(entry)}`);
      await redis.keepEntries(0, entryOf, lastsMs, lines.join('\n'));
    }
  }

  const catchUpSoon = () => void attempt(async () => {});
  redis.on('close', fallBehind);
  redis.on('ready', catchUpSoon);

  return {
    read: (keys, notBefore, writer) => attempt(() => read(keys, notBefore, writer)),
    keep: async (entries) => {
      await attempt(() => keep(entries));
    },
    end: (tags) =>
      note(tags.map((tag) => endOf + tag)).catch((error: unknown) => {
        fallBehind();
        throw error;
      }),
    noteWrite: (userId) => note([name('written', userId)]).catch(fallBehind),
    stop: () => {
      redis.off('close', fallBehind);
      redis.off('ready', catchUpSoon);
    },
  };
}
