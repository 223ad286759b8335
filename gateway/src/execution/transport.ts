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

/** A call was refused without being sent, since the subgraph fails too often; the log has told of it once. */
export class CircuitOpen extends Error {
  override name = 'CircuitOpen';
}
