import { prettyFormatQueryPlan, type QueryPlan } from '@apollo/query-planner';
import type { GatewayExecutor, GatewayHTTPRequest } from '@apollo/server-gateway-interface';
import { GraphQLError, OperationTypeNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { denialErrors, EVERYTHING } from './authorization/authorizer.ts';
import type { Context } from './context.ts';
import type { Outcome } from './execution/executor.ts';
import type { ServedGraph } from './served-graph.ts';

/**
 * What a client hears of an outcome. A subgraph's answer that is against the schema is a fault of ours, and the
 * specification wants an error for each null that comes of it; Apollo's gateway tells of them beside `errors`.
 */
const resultOf = ({ data, errors, valueCompletion }: Outcome) => {
  const all = [...errors, ...valueCompletion.map(({ message, path }) => new GraphQLError(message, { path }))];
  return all.length > 0 ? { data, errors: all } : { data };
};

const noSubscription = () =>
  new GraphQLError('A subscription is not answered over plain HTTP', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  });

/** The plan of an operation in the form that Apollo Sandbox asks for with these headers. */
function shownPlan(http: GatewayHTTPRequest | undefined, explain: () => QueryPlan) {
  if (!http?.headers.get('apollo-query-plan-experimental')) return undefined;
  const internal = http.headers.get('apollo-query-plan-experimental-format') === 'internal';
  return { __queryPlanExperimental: internal ? explain() : prettyFormatQueryPlan(explain()) };
}

/**
 * What runs operations, in the shape in which Apollo Server calls it.
 * @param servedBy what was made of the graph that an operation was validated against
 * @param showPlans whether clients may see how their operations are planned
 */
export const gatewayExecutor =
  (servedBy: (schema: GraphQLSchema) => ServedGraph, showPlans: boolean): GatewayExecutor =>
  async ({ request, document, queryHash, schema, ...rest }) => {
    // absent where the document has none of that name, whatever the interface says
    const operation = rest.operation as OperationDefinitionNode | undefined;
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return { errors: [noSubscription()] };
    const { executor, authorizer } = servedBy(schema);
    try {
      const { operationName, variables, http } = request;
      const context = rest.context as Context;
      const { fetched, denials } = operation
        ? await authorizer.authorize({ document, hash: queryHash, operation }, context)
        : EVERYTHING;
      const source = { document, hash: queryHash, operationName, fetched };
      const prepared = executor.prepare(source);
      const outcome = await executor.execute(prepared, { variables, context, signal: context.signal });
      const denied = denialErrors(denials, prepared.conditions(variables ?? {}));
      const result = resultOf({ ...outcome, errors: [...denied, ...outcome.errors] });
      const extensions = showPlans ? shownPlan(http, () => executor.explain(source)) : undefined;
      return extensions ? { ...result, extensions } : result;
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  };
