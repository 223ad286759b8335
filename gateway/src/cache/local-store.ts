import { LRUCache } from 'lru-cache';
import {
  ALWAYS_VALID,
  LONGEST_SECONDS,
  type CacheStore,
  type Kept,
  type Stamp,
  type Validity,
} from './cache-store.ts';

/** What may be kept, in characters. */
const MAX_CHARACTERS = 50_000_000;

/** Beyond it the persons and tags are remembered that were heard of last, and nothing older than the others is served. */
const MAX_REMEMBERED = 100_000;

/** Bookkeeping that an entry takes beside its text. */
const OVERHEAD = 200;

/** How long something is valid that rests on both. */
const together = (all: Validity, kept: Validity | undefined): Validity =>
  kept
    ? {
        since: Math.min(all.since, kept.since),
        expiresAtMs: Math.min(all.expiresAtMs, kept.expiresAtMs),
        tags: [...all.tags, ...kept.tags],
      }
    : all;

/** What is remembered of tags or persons: when something last happened to each. */
class LastTimes {
  readonly #times: LRUCache<string, Stamp>;
  /** of what has been forgotten for want of room */
  #forgotten: Stamp = 0;

  constructor() {
    this.#times = new LRUCache<string, Stamp>({
      max: MAX_REMEMBERED,
      ttl: LONGEST_SECONDS * 1_000,
      dispose: (time, _name, reason) => {
        if (reason === 'evict') this.#forgotten = Math.max(this.#forgotten, time);
      },
    });
  }

  note(name: string, time: Stamp): void {
    this.#times.set(name, time);
  }

  of(name: string): Stamp {
    return this.#times.get(name) ?? this.#forgotten;
  }
}

/** Keeps answers in this process, for a gateway that is alone. @param now the time in ms */
export function createLocalStore(now: () => number = Date.now): CacheStore {
  const entries = new LRUCache<string, Kept>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ text }, key) => OVERHEAD + text.length + key.length,
  });
  const ends = new LastTimes();
  const writes = new LastTimes();
  let last: Stamp = 0;
  const advance = (): Stamp => (last += 1);

  const isEnded = ({ tags, since }: Kept): boolean => tags.some((tag) => since < ends.of(tag));

  return {
    read: async (keys, notBefore) => {
      const found = keys.map((key) => {
        const kept = entries.get(key);
        return kept && kept.since >= notBefore && kept.expiresAtMs > now() && !isEnded(kept)
          ? kept
          : undefined;
      });
      const text = `[${found.map((kept) => kept?.text ?? 'null').join(',')}]`;
      return { now: last, text, validity: found.reduce(together, ALWAYS_VALID) };
    },
    keep: async (kept) => {
      for (const [key, entry] of kept) entries.set(key, entry);
    },
    end: async (tags) => {
      const time = advance();
      for (const tag of tags) ends.note(tag, time);
    },
    noteWrite: async (userId) => writes.note(userId, advance()),
    lastWriteOf: async (userId) => writes.of(userId),
    stop: () => entries.clear(),
  };
}
