import { LRUCache } from 'lru-cache';
import { LONGEST_SECONDS, together, type CacheStore, type Kept, type Stamp } from './cache-store.ts';

/** What may be kept, in characters. */
const MAX_CHARACTERS = 50_000_000;

/** Beyond it the persons and tags are remembered that were heard of last, and nothing older than the others is served. */
const MAX_REMEMBERED = 100_000;

/** Tells the time in ms. */
type Clock = { now: () => number };

/** Bookkeeping that an entry takes beside its text, and each of its tags. */
const OVERHEAD = 200;

/** What is remembered of tags or persons: when something last happened to each. */
class LastTimes {
  readonly #times: LRUCache<string, Stamp>;
  /** of what has been forgotten for want of room */
  #forgotten: Stamp = 0;

  constructor(perf: Clock) {
    this.#times = new LRUCache<string, Stamp>({
      max: MAX_REMEMBERED,
      ttl: 2 * LONGEST_SECONDS * 1_000,
      perf,
      ttlResolution: 0,
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

/** Keeps answers in this process, for a gateway that is alone. @param perf a clock that is never set back, in ms */
export function createLocalStore(perf: Clock = performance): CacheStore {
  const entries = new LRUCache<string, Kept>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ text, tags }, key) => OVERHEAD * (1 + tags.size) + text.length + key.length,
    perf,
    ttlResolution: 0,
  });
  const ends = new LastTimes(perf);
  const writes = new LastTimes(perf);
  let last: Stamp = 0;
  const advance = (): Stamp => (last += 1);

  const isEnded = ({ tags }: Kept): boolean => [...tags].some(([tag, since]) => since < ends.of(tag));

  return {
    read: async (keys, asked, writer) => {
      const notBefore = Math.max(asked, writer === undefined ? 0 : writes.of(writer));
      const found = keys.map((key) => {
        const kept = entries.get(key);
        return kept && kept.since >= notBefore && !isEnded(kept) ? kept : undefined;
      });
      const text = `[${found.map((kept) => kept?.text ?? 'null').join(',')}]`;
      return {
        now: last,
        notBefore,
        text,
        validity: together(found.filter((kept) => kept !== undefined)),
      };
    },
    keep: async (kept) => {
      for (const [key, entry] of kept) {
        const lastsMs = entry.expiresAtMs - Date.now();
        if (lastsMs > 0) entries.set(key, entry, { ttl: lastsMs });
      }
    },
    end: async (tags) => {
      const time = advance();
      for (const tag of tags) ends.note(tag, time);
    },
    noteWrite: async (userId) => writes.note(userId, advance()),
    stop: () => entries.clear(),
  };
}
