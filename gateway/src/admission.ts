import type { HTTPGraphQLRequest } from '@apollo/server';
import { operationLimits, type Env } from './env.ts';
import type { Graph } from './graph.ts';
import { admitOperations } from './operation-limits/admit-operations.ts';
import { admitPersisted } from './persisted-documents/admit-persisted.ts';
import { persistedDocuments } from './persisted-documents/persisted-documents.ts';

/**
 * Makes the gate that every operation passes before it is parsed, whatever it comes by: documents of ours take the place
 * of their names, and what is beyond the limits is refused.
 * @returns a function that gives the request to go on with, or throws DomainError
 */
export function createAdmission(env: Env, graph: Graph): (request: HTTPGraphQLRequest) => HTTPGraphQLRequest {
  const findDocument = persistedDocuments(graph.operations ?? [], env.SAFELIST === 'on');
  const admitOperation = admitOperations(operationLimits(env));
  return (request) => admitOperation(admitPersisted(request, findDocument));
}
