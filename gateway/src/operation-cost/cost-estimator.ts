import type { FieldFault } from '@arena/subgraph-kit';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { documentBytes, MAX_DOCUMENTS_BYTES } from '../execution/document-size.ts';
import type { Variables } from './arguments.ts';
import { compileCost } from './compile-cost.ts';
import { costDirectives } from './cost-directives.ts';

/** An operation of a valid document. */
export type CostedOperation = {
  document: DocumentNode;
  /** tells the document from any other */
  hash: string;
  operation: OperationDefinitionNode;
};

export type Estimate = {
  cost: number;
  /** lists that are asked for at a length which none may have */
  faults: FieldFault[];
};

export type CostEstimator = (operation: CostedOperation, variables: Variables) => Estimate;

/**
 * Makes what estimates the cost of operations before they are run.
 * @param supergraph with the directives of the supergraph
 * @param maxPage how long a list may be asked for to be at most
 */
export function createCostEstimator(supergraph: GraphQLSchema, maxPage: number): CostEstimator {
  const directives = costDirectives(supergraph);
  const compiled = new LRUCache<string, ReturnType<typeof compileCost>>({
    maxSize: MAX_DOCUMENTS_BYTES,
  });

  return ({ document, hash, operation }, variables) => {
    const key = `${hash} ${operation.name?.value ?? ''}`;
    let costOf = compiled.get(key);
    if (!costOf) {
      costOf = compileCost(supergraph, directives, document, operation);
      compiled.set(key, costOf, { size: documentBytes(document) });
    }
    const faults: FieldFault[] = [];
    const cost = costOf(variables, (path, value) => {
      // what is no integer at all is told with the other values of a wrong type
      if (!Number.isInteger(value) || ((value as number) >= 1 && (value as number) <= maxPage)) return;
      faults.push({ path, message: `must be from 1 to ${maxPage}` });
    });
    return { cost, faults };
  };
}
