/**
 * A moment in the order of changes that all who share a store share too: that of the last change by then. No two changes
 * have the same, and it never goes back, whatever a clock does.
 */
export type Stamp = number;

/** What decides whether something that is kept may still be served. */
export type Validity = {
  /** before any of its content was asked for: what was committed by then is in it */
  since: Stamp;
  /** it is not served from then on, in ms since 1970 */
  expiresAtMs: number;
  /** what it hangs on, and before what moment that part of it was asked for: it ends with any of them */
  tags: ReadonlyMap<string, Stamp>;
};

/** Something kept. */
export type Kept = Validity & {
  /** JSON without line breaks, but not of null */
  text: string;
};

/** What a store has for an operation that begins. */
export type Look = {
  /** what is older is not served to the caller: when they last wrote something, 0 where nothing older is kept */
  notBefore: Stamp;
  /** when something last ended: an answer that was asked for before may tell what the caller knows to be over */
  lastEnd: Stamp;
  kept: Kept | undefined;
};

/** What a store has of some keys. */
export type Reading = {
  /** by then all had ended that is known to have; what is asked for now is from later */
  now: Stamp;
  /** what is kept under each key */
  entries: readonly (Kept | undefined)[];
};

/** What holds of nothing. */
export const ALWAYS_VALID: Validity = { since: Infinity, expiresAtMs: Infinity, tags: new Map() };

/** How long something is valid that rests on all of these. */
export function together(parts: Iterable<Validity>): Validity {
  let { since, expiresAtMs } = ALWAYS_VALID;
  const tags = new Map<string, Stamp>();
  for (const part of parts) {
    since = Math.min(since, part.since);
    expiresAtMs = Math.min(expiresAtMs, part.expiresAtMs);
    for (const [tag, from] of part.tags) tags.set(tag, Math.min(from, tags.get(tag) ?? Infinity));
  }
  return { since, expiresAtMs, tags };
}

/**
 * Keeps answers of subgraphs, and ends them by their tags. Whatever happens at once, an operation finds nothing that was
 * asked for before a tag of it was last ended, if that was before the operation began. Gateways share it over Redis, or a
 * single one has its twin in memory.
 */
export type CacheStore = {
  /**
   * Learns what has ended by now, as each operation does before it reads, and what is kept under its key, if it has one
   * and that may be served to the person. Undefined while the store is away. It never rejects.
   */
  look: (writer: string | undefined, key?: string) => Promise<Look | undefined>;
  /**
   * What is kept under these keys, which have no line breaks, had not ended when it was last looked, and was not asked for
   * before `notBefore`; undefined while the store is away. It never rejects.
   */
  read: (keys: readonly string[], notBefore: Stamp) => Promise<Reading | undefined>;
  /** Keeps entries; what has ended of them is not found. Lost while the store is away; it never rejects. */
  keep: (entries: ReadonlyMap<string, Kept>) => Promise<void>;
  /** Ends all that hangs on any of these tags and was asked for before. @throws when the store is away */
  end: (tags: readonly string[]) => Promise<void>;
  /** Notes that a person has written something by now. It never rejects. */
  noteWrite: (userId: string) => Promise<void>;
  /** Lets go of what it holds in this process. */
  stop: () => void;
};

/** The longest that anything is kept, in seconds: what is to outlive all that is older lasts as long. */
export const LONGEST_SECONDS = 300;

/** When what is asked for now is served no more, in ms since 1970. */
export const expiryOf = (seconds: number): number => Date.now() + Math.min(seconds, LONGEST_SECONDS) * 1_000;
