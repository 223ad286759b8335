import { dropOver } from '@arena/subgraph-kit';
import { LRUCache } from 'lru-cache';
import { LONGEST_SECONDS, type Kept, type Stamp } from './cache-store.ts';

/** What may be kept, in characters. */
const MAX_CHARACTERS = 50_000_000;

/** A bound lets the list of entries be of numbers, which is what takes its time. */
const MAX_ENTRIES = 150_000;

/** Beyond it those are remembered that were heard of last, and nothing older than the others is served. */
const MAX_REMEMBERED = 100_000;

/** Bookkeeping that an entry takes beside its text, and each of its tags. */
const OVERHEAD = 200;

/** Tells the time in ms. */
export type Clock = { now: () => number };

/** When something last happened to tags, or to persons. */
export class LastTimes {
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

/** An entry, until when it is served by this process's clock, and when it was last seen that no tag of it had ended. */
type Held = { kept: Kept; untilMs: number; seenAt: Stamp };

/** Entries in this process, and what has ended of them. */
export class KeptInMemory {
  readonly #perf: Clock;
  readonly #entries: LRUCache<string, Held>;
  readonly #ends: LastTimes;
  #lastEnd: Stamp = 0;
  /** all that was asked for before has ended */
  #floor: Stamp = 0;

  /** @param perf a clock that is never set back, in ms */
  constructor(perf: Clock = performance) {
    this.#perf = perf;
    this.#ends = new LastTimes(perf);
    this.#entries = new LRUCache<string, Held>({
      max: MAX_ENTRIES,
      maxSize: MAX_CHARACTERS,
      sizeCalculation: ({ kept: { text, tags } }, key) =>
        OVERHEAD * (1 + tags.size) + text.length + key.length,
    });
  }

  /** What is kept under each key and has not ended, nor was asked for before a moment. */
  get(keys: readonly string[], notBefore: Stamp): (Kept | undefined)[] {
    const nowMs = this.#perf.now();
    return keys.map((key) => {
      const held = this.#entries.get(key);
      if (!held || held.kept.since < notBefore) return undefined;
      if (held.untilMs > nowMs && this.#isValid(held)) return held.kept;
      this.#entries.delete(key);
      return undefined;
    });
  }

  #isValid(held: Held): boolean {
    const { since, tags } = held.kept;
    if (since < this.#floor) return false;
    if (held.seenAt >= this.#lastEnd) return true;
    for (const [tag, from] of tags) if (from < this.#ends.of(tag)) return false;
    held.seenAt = this.#lastEnd;
    return true;
  }

  set(key: string, kept: Kept): void {
    // another machine's clock may be ahead of this one's
    const lastsMs = Math.min(kept.expiresAtMs - Date.now(), LONGEST_SECONDS * 1_000);
    if (lastsMs <= 0 || kept.since < this.#floor) return;
    const nowMs = this.#perf.now();
    dropOver(this.#entries, nowMs);
    this.#entries.set(key, { kept, untilMs: nowMs + lastsMs, seenAt: -Infinity });
  }

  /** When anything is last known to have ended. */
  get lastEnd(): Stamp {
    return Math.max(this.#lastEnd, this.#floor);
  }

  /** Notes that a tag has ended at a moment. */
  end(tag: string, time: Stamp): void {
    this.#ends.note(tag, time);
    this.#lastEnd = Math.max(this.#lastEnd, time);
  }

  /** Notes that all that was asked for before a moment has ended. */
  endAll(time: Stamp): void {
    this.#floor = Math.max(this.#floor, time);
  }

  /** How many entries it holds. */
  get size(): number {
    return this.#entries.size;
  }

  clear(): void {
    this.#entries.clear();
  }
}
