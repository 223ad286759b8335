import type { LRUCache } from 'lru-cache';

const AT_ONCE = 2;

/**
 * Drops two entries that are over and that nobody has asked for since, if there are. Called for each that comes, it keeps
 * a cache from filling up with what is of no use any more; the cache's own times to live ask the clock at each look.
 */
export function dropOver<Entry extends { untilMs: number }>(
  cache: LRUCache<string, Entry>,
  nowMs: number,
): void {
  for (let dropped = 0; dropped < AT_ONCE; dropped += 1) {
    const { value: oldest } = cache.rkeys().next();
    if (oldest === undefined || (cache.peek(oldest)?.untilMs ?? 0) > nowMs) return;
    cache.delete(oldest);
  }
}
