import { GraphQLError } from 'graphql';
import type { Outcome } from './execution/executor.ts';
import type { JsonText } from './execution/json-text.ts';

/** What a client hears of an outcome; `data` is undefined where the operation could not be run. */
export type ClientResult = { data: JsonText | null | undefined; errors?: GraphQLError[] };

/**
 * What a client hears of an outcome, with the denials that go before it. A subgraph's answer that is against the schema
 * is a fault of ours, and the specification wants an error for each null that comes of it; Apollo's gateway tells of
 * them beside `errors`.
 */
export function clientResult(
  { data, errors, valueCompletion }: Outcome,
  denied: readonly GraphQLError[],
): ClientResult {
  const nulls = valueCompletion.map(({ message, path }) => new GraphQLError(message, { path }));
  const all = [...denied, ...errors, ...nulls];
  return all.length > 0 ? { data, errors: all } : { data };
}
