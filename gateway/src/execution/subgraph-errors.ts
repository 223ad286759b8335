import { SubgraphUnavailable } from '@arena/subgraph-kit';
import { GraphQLError } from 'graphql';
import type { SubgraphFault } from './answer.ts';
import type { Path } from './places.ts';

/** An error of a subgraph at its place in the client's answer, with the codes of Apollo's gateway. */
export const subgraphError = (fault: SubgraphFault, subgraph: string, path: Path | undefined): GraphQLError =>
  new GraphQLError(fault.message, {
    path,
    extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...fault.extensions, serviceName: subgraph },
  });

/** What was to be fetched from a subgraph that gave no answer. */
export function unavailable(subgraph: string, path: Path | undefined): GraphQLError {
  const { message, extensions } = new SubgraphUnavailable(subgraph);
  return new GraphQLError(message, { path, extensions });
}
