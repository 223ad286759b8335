import { LRUCache } from 'lru-cache';
import type { Context } from '../context.ts';
import { JsonText } from '../execution/json-text.ts';
import { identityKey } from '../execution/identity-key.ts';
import type { PreparedOperation } from '../execution/prepared-operation.ts';
import type { ExecutionMetrics } from '../metrics/execution-metrics.ts';
import { Basis } from './basis.ts';
import { hashOf } from './cache-key.ts';
import type { CacheStore } from './cache-store.ts';

/** A query that is about to be run. */
export type CachedQuery = {
  prepared: PreparedOperation;
  /** tells the operation, as it is fetched, from any other */
  name: string;
  variables: Readonly<Record<string, unknown>>;
  context: Context;
};

/** What the cache has for a query. */
export type Looked = {
  /** its whole answer, kept from before */
  data: JsonText | undefined;
  /** what its fetches are kept by; undefined where nothing of it may be read from the cache, nor kept */
  basis: Basis | undefined;
  /** Keeps its whole answer, where all that it rests on may be kept. */
  keep: (data: JsonText) => void;
};

const NOTHING: Looked = { data: undefined, basis: undefined, keep: () => {} };

/** How many queries are remembered that were asked once. */
const MAX_REMEMBERED = 10_000;

/** Whole answers to queries, kept for everybody or, where they hang on who asks, for the one caller. */
export class AnswerCache {
  readonly #store: CacheStore;
  readonly #metrics: Pick<ExecutionMetrics, 'looked'> | undefined;
  /** what was asked for here lately: most of what is asked once is never asked again, and its fetches are kept */
  readonly #asked = new LRUCache<string, true>({ max: MAX_REMEMBERED });

  constructor(store: CacheStore, metrics?: Pick<ExecutionMetrics, 'looked'>) {
    this.#store = store;
    this.#metrics = metrics;
  }

  /** Looks for a query's answer. Nobody gets what is older than their own last write. */
  async look({ prepared, name, variables, context }: CachedQuery): Promise<Looked> {
    const { plan } = prepared;
    const { userId } = context.identity;
    if (plan.caching === 'none' && userId === null) {
      this.#metrics?.looked('answer', 'bypass');
      return NOTHING;
    }
    const caller = plan.personal ? identityKey(context.identity) : '';
    const key = hashOf(name, plan.hash, JSON.stringify(prepared.declared(variables)), caller);
    const isWhole = plan.caching === 'whole';
    const found = await this.#store.look(userId ?? undefined, isWhole ? key : undefined);
    this.#metrics?.looked('answer', found?.kept ? 'hit' : found && isWhole ? 'miss' : 'bypass');
    if (!found) return NOTHING;
    const isAskedAgain = isWhole && this.#asked.has(key);
    const basis = new Basis(found, isAskedAgain);
    if (found.kept) return { ...NOTHING, basis, data: new JsonText(found.kept.text) };
    this.#asked.set(key, true);
    return {
      basis,
      data: undefined,
      keep: ({ text }) => {
        const entry = basis.keeping(text);
        if (entry) void this.#store.keep(new Map([[key, entry]]));
      },
    };
  }

  /** Notes that a mutation of a caller has ended, however it went. */
  async noteWrite({ identity: { userId } }: Context): Promise<void> {
    if (userId !== null) await this.#store.noteWrite(userId);
  }
}
