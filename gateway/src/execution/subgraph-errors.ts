import { SubgraphUnavailable } from '@arena/subgraph-kit';
import { GraphQLError } from 'graphql';
import type { SubgraphFault } from './answer.ts';
import type { Path } from './places.ts';

/** An entity may stand at a hundred thousand places, and so may its error; nobody reads that many. */
export const MAX_ERRORS = 1_000;

/** An error of a subgraph at its place in the client's answer, with the codes of Apollo's gateway. */
export function subgraphError(
  { message, extensions }: SubgraphFault,
  subgraph: string,
  path: Path | undefined,
): GraphQLError {
  // what a subgraph says of its own status is not to become the gateway's
  const { http: _, ...details } = extensions;
  return new GraphQLError(message, {
    path,
    extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...details, serviceName: subgraph },
  });
}

/** What was to be fetched from a subgraph that gave no answer. */
export function unavailable(subgraph: string, path: Path | undefined): GraphQLError {
  const { message, extensions } = new SubgraphUnavailable(subgraph);
  return new GraphQLError(message, { path, extensions });
}
