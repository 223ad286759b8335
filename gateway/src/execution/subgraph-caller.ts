import { FetchCache } from '../cache/fetch-cache.ts';
import type { Basis } from '../cache/basis.ts';
import { hashOf, keyOf } from '../cache/cache-key.ts';
import type { CacheStore } from '../cache/cache-store.ts';
import type { Context } from '../context.ts';
import type { ExecutionMetrics } from '../metrics/execution-metrics.ts';
import { readAnswer, type Answer } from './answer.ts';
import type { Fetch } from './plan-compiler.ts';
import { identityKey } from './identity-key.ts';
import { SharedReads } from './shared-reads.ts';
import type { Transport } from './transport.ts';

/** What one operation needs to call subgraphs. */
export type CallOptions = {
  variables: Readonly<Record<string, unknown>>;
  context: Context;
  signal: AbortSignal | undefined;
  /** whether no read may be joined that began before: what it brings may be older than what is told of */
  isEvent?: boolean | undefined;
  /** what the answer rests on; absent where nothing may come from the cache */
  basis?: Basis | undefined;
};

/** `"name":value` of each variable that is given, with a comma before each. */
export function variablesText(names: readonly string[], variables: CallOptions['variables']): string {
  let text = '';
  for (const name of names) {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value !== undefined) text += `,${JSON.stringify(name)}:${JSON.stringify(value)}`;
  }
  return text;
}

/** Calls subgraphs, reads shared with whoever asks the same meanwhile, writes never. */
export class SubgraphCaller {
  readonly #transport: Transport;
  readonly #reads = new SharedReads();
  readonly #cache: FetchCache | undefined;
  readonly #metrics: ExecutionMetrics | undefined;

  /** @param store where answers are kept; absent where none are */
  constructor(transport: Transport, store?: CacheStore, metrics?: ExecutionMetrics) {
    this.#transport = transport;
    this.#cache = store && new FetchCache(store, metrics);
    this.#metrics = metrics;
  }

  /**
   * Calls a fetch's subgraph, or answers from the cache.
   * @param representations of the entities that are asked for, as JSON
   * @throws whatever the transport rejects with, and NotAnAnswer or SyntaxError for what is no answer
   */
  async call(fetch: Fetch, representations: readonly string[], options: CallOptions): Promise<Answer> {
    const variables = variablesText(fetch.variables, options.variables);
    if (fetch.mutation) return readAnswer(await this.#write(fetch, variables.slice(1), options));
    const ask = async (wanted: readonly string[]) => {
      const entities = fetch.represent ? `,"representations":[${wanted.join(',')}]` : '';
      const { text, isOwn } = await this.#read(fetch, (entities + variables).slice(1), options);
      return { answer: readAnswer(text), isOwn };
    };
    const { policy } = fetch;
    const { basis, context } = options;
    if (!this.#cache || !basis || !policy) {
      basis?.spoil();
      this.#metrics?.looked('fetch', 'bypass');
      return (await ask(representations)).answer;
    }
    const caller = fetch.personal ? identityKey(context.identity) : '';
    const scope = variables || caller ? hashOf(variables, caller) : '';
    const cached = { policy, basis, space: keyOf(fetch.hash, scope) };
    return fetch.represent
      ? this.#cache.entities(cached, representations, ask)
      : this.#cache.fields(cached, ask);
  }

  /** A write is carried through though its caller may have gone, and the next one waits until it has ended. */
  async #write({ subgraph, bodyStart }: Fetch, variables: string, { context }: CallOptions): Promise<string> {
    const body = `${bodyStart}${variables}}}`;
    try {
      return await this.#transport({ subgraph, body, mutation: true, context, signal: undefined });
    } finally {
      this.#reads.written();
    }
  }

  async #read(
    fetch: Fetch,
    variables: string,
    { context, signal, isEvent, basis }: CallOptions,
  ): Promise<{ text: string; isOwn: boolean }> {
    signal?.throwIfAborted();
    const { subgraph, bodyStart } = fetch;
    const body = `${bodyStart}${variables}}}`;
    let isOwn = false;
    const send = () => {
      isOwn = true;
      return this.#transport({ subgraph, body, mutation: false, context, signal });
    };
    if (fetch.alone || isEvent) return { text: await send(), isOwn };
    // who has written something, or knows what has ended, joins none that may have begun before
    const since = basis?.joins ? ` ${basis.joins}` : '';
    const caller = fetch.personal ? ` ${identityKey(context.identity)}` : '';
    const text = await this.#reads.read(`${subgraph}${since}${caller}`, body, signal, send);
    return { text, isOwn };
  }
}
