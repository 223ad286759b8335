import type { Context } from '../context.ts';

/** One call of a subgraph. */
export type SubgraphCall = {
  subgraph: string;
  /** the JSON of GraphQL over HTTP */
  body: string;
  mutation: boolean;
  context: Context;
  /** aborts when nobody waits for the answer any more */
  signal: AbortSignal | undefined;
};

/** Resolves with the text of the answer, whatever its status; rejects when none came. */
export type Transport = (call: SubgraphCall) => Promise<string>;
