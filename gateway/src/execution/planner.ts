import { operationFromDocument, type Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';

/** Plans one operation of a valid document. @throws GraphQLError when it asks more of the planner than is sound */
export type Plan = (document: DocumentNode, operationName: string | undefined) => QueryPlan;

/** Apollo's planner, with its limits against documents made to keep it busy. */
export function createPlanner(supergraph: Supergraph): Plan {
  const planner = new QueryPlanner(supergraph);
  const apiSchema = supergraph.apiSchema();
  return (document, operationName) =>
    planner.buildQueryPlan(operationFromDocument(apiSchema, document, { operationName }), {
      recursiveSelectionsLimitDisabled: false,
      nonLocalSelectionsLimitDisabled: false,
    });
}
