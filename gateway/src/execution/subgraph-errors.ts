import { SubgraphUnavailable } from '@arena/subgraph-kit';
import { GraphQLError } from 'graphql';
import type { SubgraphFault } from './answer.ts';
import type { Path } from './places.ts';
import type { Fetch } from './plan-compiler.ts';

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

/** An error of a fetch that asks for fields, not for entities, in the client's words. */
export function fieldsError(
  fault: SubgraphFault,
  { path, subgraph, nameOf, errorPath }: Fetch,
): GraphQLError {
  const within = path.length === 0 ? fault.path?.map(nameOf) : undefined;
  return subgraphError(fault, subgraph, within ?? errorPath);
}

/** What was to be fetched from a subgraph that gave no answer. */
export function unavailable(subgraph: string, path: Path | undefined): GraphQLError {
  const { message, extensions } = new SubgraphUnavailable(subgraph);
  return new GraphQLError(message, { path, extensions });
}
