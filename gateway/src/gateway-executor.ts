import { prettyFormatQueryPlan, type QueryPlan } from '@apollo/query-planner';
import type { GatewayExecutor, GatewayHTTPRequest } from '@apollo/server-gateway-interface';
import { GraphQLError, OperationTypeNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { denialErrors, EVERYTHING } from './authorization/authorizer.ts';
import type { Context } from './context.ts';
import { clientResult } from './client-result.ts';
import type { ServedGraph } from './served-graph.ts';
import { liveOperation } from './subscriptions/live-operation.ts';
import type { Subscriptions } from './subscriptions/subscriptions.ts';

const noSubscription = () =>
  new GraphQLError(
    'Ask for a subscription over WebSocket, with Accept: text/event-stream or multipart/mixed',
    {
      extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
    },
  );

/** The plan of an operation in the form that Apollo Sandbox asks for with these headers. */
function shownPlan(http: GatewayHTTPRequest | undefined, explain: () => QueryPlan) {
  if (!http?.headers.get('apollo-query-plan-experimental')) return undefined;
  const internal = http.headers.get('apollo-query-plan-experimental-format') === 'internal';
  return { __queryPlanExperimental: internal ? explain() : prettyFormatQueryPlan(explain()) };
}

export type GatewayExecutorOptions = {
  /** what was made of the graph that an operation was validated against */
  servedBy: (schema: GraphQLSchema) => ServedGraph;
  subscriptions: Pick<Subscriptions, 'open'>;
  /** whether clients may see how their operations are planned */
  showPlans: boolean;
};

/** What runs operations, in the shape in which Apollo Server calls it. */
export const gatewayExecutor =
  ({ servedBy, subscriptions, showPlans }: GatewayExecutorOptions): GatewayExecutor =>
  async ({ request, document, queryHash: hash, schema, ...rest }) => {
    // absent where the document has none of that name, whatever the interface says
    const operation = rest.operation as OperationDefinitionNode | undefined;
    const context = rest.context as Context;
    const graph = servedBy(schema);
    const { operationName, variables = {}, http } = request;
    try {
      if (operation?.operation === OperationTypeNode.SUBSCRIPTION) {
        if (!context.streaming) return { errors: [noSubscription()] };
        const asked = liveOperation({ document, hash, operation, variables });
        const opened = await subscriptions.open(asked, context, graph);
        if ('errors' in opened) return { errors: [...opened.errors] };
        context.streaming.stream = opened;
        return { data: null };
      }
      const { executor, authorizer } = graph;
      const { fetched, denials } = operation
        ? await authorizer.authorize({ document, hash, operation }, context)
        : EVERYTHING;
      const source = { document, hash, operationName, fetched };
      const prepared = executor.prepare(source);
      const outcome = await executor.execute(prepared, { variables, context, signal: context.signal });
      const result = clientResult(outcome, denialErrors(denials, prepared.conditions(variables)));
      const extensions = showPlans ? shownPlan(http, () => executor.explain(source)) : undefined;
      return extensions ? { ...result, extensions } : result;
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  };
