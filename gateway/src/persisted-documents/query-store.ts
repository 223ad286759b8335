import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import { LRUCache } from 'lru-cache';
import { hashOfText } from './persisted-documents.ts';
import type { SharedStore } from '../redis/shared-store.ts';

type PersistedQueryOptions = Exclude<ApolloServerOptions<BaseContext>['persistedQueries'], false | undefined>;

/** Where Apollo Server keeps documents by their hash. */
export type QueryStore = NonNullable<PersistedQueryOptions['cache']>;

/** How long Redis keeps a document, in seconds. */
const KEPT_SECONDS = 86_400;

/** What a gateway keeps for itself, in characters. */
const MAX_LOCAL = 30_000_000;

/** A longer document is sent in full each time: white space and comments are in no limit, and fill memory too. */
const MAX_DOCUMENT = 20_000;

/**
 * Keeps documents by their hash: in memory, and on Redis for the other gateways. While Redis is away a document that
 * this gateway has not seen is not found, and the client sends it again.
 * @param shared absent where one gateway is alone
 */
export function createQueryStore(shared?: SharedStore): QueryStore {
  const local = new LRUCache<string, string>({
    maxSize: MAX_LOCAL,
    sizeCalculation: (text, key) => text.length + key.length,
  });
  const keyOf = (key: string) => `${shared?.prefix ?? ''}${key}`;
  return {
    get: async (key) => {
      const known = local.get(key);
      if (known !== undefined || !shared) return known;
      const found = await shared.redis.get(keyOf(key)).catch(() => null);
      // what is not what its name says was not kept by a gateway
      if (found === null || !key.endsWith(hashOfText(found))) return undefined;
      local.set(key, found);
      return found;
    },
    set: async (key, text) => {
      if (text.length > MAX_DOCUMENT || local.has(key)) return;
      local.set(key, text);
      await shared?.redis.set(keyOf(key), text, 'EX', KEPT_SECONDS).catch(() => null);
    },
    delete: async (key) => {
      local.delete(key);
      await shared?.redis.del(keyOf(key)).catch(() => 0);
    },
  };
}

/** Keeps nothing and knows nothing. */
export const NO_QUERIES: QueryStore = {
  get: async () => undefined,
  set: async () => {},
  delete: async () => {},
};
