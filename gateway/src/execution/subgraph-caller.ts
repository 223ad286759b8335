import type { Identity } from '@arena/subgraph-kit';
import type { Context } from '../context.ts';
import { readAnswer, type Answer } from './answer.ts';
import type { Fetch } from './plan-compiler.ts';
import { SharedReads } from './shared-reads.ts';
import type { Transport } from './transport.ts';

/** What one operation needs to call subgraphs. */
export type CallOptions = {
  variables: Readonly<Record<string, unknown>>;
  context: Context;
  signal: AbortSignal | undefined;
  /** whether no read may be joined that began before: what it brings may be older than what is told of */
  isEvent?: boolean | undefined;
};

/** The same for callers to whom a subgraph answers the same. */
export const identityKey = ({ userId, sessionId, scopes }: Identity): string =>
  userId === null && sessionId === null ? '' : JSON.stringify([userId, sessionId, ...scopes]);

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

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Calls a fetch's subgraph.
   * @param representations of the entities that are asked for, as JSON
   * @throws whatever the transport rejects with, and NotAnAnswer or SyntaxError for what is no answer
   */
  async call(fetch: Fetch, representations: readonly string[], options: CallOptions): Promise<Answer> {
    const entities = fetch.represent ? `,"representations":[${representations.join(',')}]` : '';
    const variables = (entities + variablesText(fetch.variables, options.variables)).slice(1);
    const text = fetch.mutation
      ? await this.#write(fetch, variables, options)
      : await this.#read(fetch, variables, options);
    return readAnswer(text);
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

  async #read(fetch: Fetch, variables: string, { context, signal, isEvent }: CallOptions): Promise<string> {
    signal?.throwIfAborted();
    const { subgraph, bodyStart } = fetch;
    const body = `${bodyStart}${variables}}}`;
    const send = () => this.#transport({ subgraph, body, mutation: false, context, signal });
    if (fetch.alone || isEvent) return send();
    const scope = fetch.personal ? `${subgraph} ${identityKey(context.identity)}` : subgraph;
    return this.#reads.read(scope, body, signal, send);
  }
}
