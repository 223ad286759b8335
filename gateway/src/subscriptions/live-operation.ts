import { newId } from '@arena/subgraph-kit';
import {
  GraphQLError,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { denialError, denialErrors } from '../authorization/authorizer.ts';
import type { Context } from '../context.ts';
import type { PreparedOperation } from '../execution/executor.ts';
import type { Fetch } from '../execution/plan-compiler.ts';
import { identityKey } from '../execution/identity-key.ts';
import type { ServedGraph } from '../served-graph.ts';

/** A subscription that a client asks for, of a document that was valid when it was begun. */
export type LiveOperation = {
  document: DocumentNode;
  /** tells the document from any other */
  hash: string;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>>;
  /** tells it from any other of the same document */
  id: string;
};

/** What the variables of a subscription may take as JSON: they are kept as long as it is open. */
const MAX_VARIABLES = 16_384;

/**
 * Takes of a subscription what it is served by.
 * @throws GraphQLError LIMIT_EXCEEDED
 */
export function liveOperation({ variables: given, ...asked }: Omit<LiveOperation, 'id'>): LiveOperation {
  const declared = (asked.operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  const values = declared.filter((name) => Object.hasOwn(given, name)).map((name) => [name, given[name]]);
  const variables = Object.fromEntries(values) as Record<string, unknown>;
  if (JSON.stringify(variables).length > MAX_VARIABLES) {
    throw new GraphQLError(`The variables of a subscription may have ${MAX_VARIABLES} characters as JSON`, {
      extensions: { code: 'LIMIT_EXCEEDED', reason: 'VARIABLES_SIZE', http: { status: 400 } },
    });
  }
  return { ...asked, variables, id: newId() };
}

/** How a subscription is served by one graph to one caller. */
export type ServedOperation = {
  /** the same for all who get the same events from this graph */
  key: string;
  prepared: PreparedOperation;
  /** what its events come from */
  source: Fetch;
  /** what its events come by alone; undefined where all who want the same share them */
  own: string | undefined;
  /** told with each event */
  denied: readonly GraphQLError[];
};

const nothingAsked = () =>
  new GraphQLError('A subscription must ask for its field', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  });

/** What is said of an operation that a schema does not know any more. */
export const outdated = () =>
  new GraphQLError('The schema has changed, and this subscription is not valid any more', {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });

/** Whether a document that was valid is valid under another schema. */
export const isStillValid = (schema: GraphQLSchema, document: DocumentNode): boolean =>
  validate(schema, document, specifiedRules, { maxErrors: 1 }).length === 0;

/**
 * Finds out how a subscription is served.
 * @returns the errors for which it is not, where there are any
 * @throws GraphQLError when it cannot be planned
 */
export async function serveOperation(
  { executor, authorizer }: ServedGraph,
  { document, hash, operation, variables, id }: LiveOperation,
  context: Context,
): Promise<ServedOperation | { errors: readonly GraphQLError[] }> {
  const { fetched, denials } = await authorizer.authorize({ document, hash, operation }, context);
  // a subscription has one root field: without it there is nothing to plan
  if (denials.some(({ path }) => path.length === 1)) return { errors: denials.map(denialError) };
  const prepared = executor.prepare({ document, hash, operationName: operation.name?.value, fetched });
  const errors = prepared.variableErrors(variables);
  if (errors.length > 0) return { errors };
  const { source } = prepared.plan;
  if (!source) return { errors: [nothingAsked()] };
  const own = prepared.plan.unshared ? id : undefined;
  return {
    key: JSON.stringify([
      hash,
      fetched?.hash,
      operation.name?.value,
      variables,
      prepared.plan.personal && identityKey(context.identity),
      own,
    ]),
    prepared,
    source,
    own,
    denied: denialErrors(denials, prepared.conditions(variables)),
  };
}
