import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ANONYMOUS, type Identity } from '@arena/subgraph-kit';
import { testAdapters } from '@arena/testing';
import { parse } from 'graphql';
import type { Context } from '../../src/context.ts';
import { Basis } from '../../src/cache/basis.ts';
import { unlessAborted } from '../../src/execution/abandonment.ts';
import {
  createExecutor,
  type Executor,
  type Outcome,
  type SubgraphCall,
} from '../../src/execution/executor.ts';

/** A call that a subgraph received, its body read. */
export type Received = SubgraphCall & {
  query: string;
  variables: Record<string, unknown> & { representations?: Record<string, unknown>[] };
};

/** What a subgraph answers: text as it is, anything else as JSON. */
export type Subgraph = (call: Received) => unknown;

export const contextOf = (identity: Identity = ANONYMOUS): Context => ({
  identity,
  requestId: 'request-1',
  traceparent: undefined,
  address: '127.0.0.1',
  userAgent: undefined,
  client: { name: 'unknown', version: 'unknown' },
  signal: undefined,
});

export const person = (userId: string): Identity => ({
  userId,
  sessionId: `session-of-${userId}`,
  scopes: [],
});

const arenaSdl = await readFile(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');

export type Harness = {
  executor: Executor;
  received: Received[];
  run: (
    query: string,
    request?: {
      variables?: Record<string, unknown>;
      identity?: Identity;
      signal?: AbortSignal;
      /** when something last ended of what is kept, as the caller may know */
      lastEnd?: number;
    },
  ) => Promise<Outcome & { json: unknown }>;
};

/** An executor over subgraphs that the test plays, of Arena's graph where no other is given. */
export function harness(subgraphs: Record<string, Subgraph>, supergraphSdl = arenaSdl): Harness {
  const received: Received[] = [];
  const executor = createExecutor({
    supergraphSdl,
    logger: testAdapters().logger,
    transport: async (call) => {
      const { query, variables } = JSON.parse(call.body) as Pick<Received, 'query' | 'variables'>;
      const read = { ...call, query, variables };
      received.push(read);
      const answer: unknown = await unlessAborted(
        Promise.resolve(subgraphs[call.subgraph]?.(read)),
        call.signal,
      );
      return typeof answer === 'string' ? answer : JSON.stringify(answer);
    },
  });
  return {
    executor,
    received,
    run: async (query, { variables, identity, signal, lastEnd } = {}) => {
      const hash = createHash('sha256').update(query).digest('hex');
      const prepared = executor.prepare({ document: parse(query), hash });
      const basis = lastEnd === undefined ? undefined : new Basis({ notBefore: 0, lastEnd }, false);
      const context = contextOf(identity);
      const outcome = await executor.execute(prepared, { variables, context, signal, basis });
      return { ...outcome, json: outcome.data && JSON.parse(outcome.data.text) };
    },
  };
}

/** A promise and what settles it. */
export function gate(): { passed: Promise<void>; open: () => void } {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open };
}
