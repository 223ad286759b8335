import type { CacheStore, Stamp } from './cache-store.ts';
import { KeptInMemory, LastTimes, type Clock } from './kept-in-memory.ts';

/** Keeps answers in this process, for a gateway that is alone. @param perf a clock that is never set back, in ms */
export function createLocalStore(perf: Clock = performance): CacheStore {
  const memory = new KeptInMemory(perf);
  const writes = new LastTimes(perf);
  let last: Stamp = 0;
  const advance = (): Stamp => (last += 1);

  return {
    look: async (writer, key) => {
      const notBefore = writer === undefined ? 0 : writes.of(writer);
      return {
        notBefore,
        lastEnd: memory.lastEnd,
        kept: key === undefined ? undefined : memory.get([key], notBefore)[0],
      };
    },
    read: async (keys, notBefore) => ({
      now: last,
      entries: memory.get(keys, notBefore),
    }),
    keep: async (entries) => {
      for (const [key, entry] of entries) memory.set(key, entry);
    },
    end: async (tags) => {
      const time = advance();
      for (const tag of tags) memory.end(tag, time);
    },
    noteWrite: async (userId) => writes.note(userId, advance()),
    stop: () => memory.clear(),
  };
}
