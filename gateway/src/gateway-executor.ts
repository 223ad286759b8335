import { prettyFormatQueryPlan, type QueryPlan } from '@apollo/query-planner';
import type { GatewayExecutor, GatewayHTTPRequest } from '@apollo/server-gateway-interface';
import { GraphQLError, OperationTypeNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { denialErrors, EVERYTHING } from './authorization/authorizer.ts';
import type { AnswerCache, CachedQuery } from './cache/answer-cache.ts';
import type { Context } from './context.ts';
import { clientResult } from './client-result.ts';
import type { Executor, OperationSource, Outcome } from './execution/executor.ts';
import type { ExecutionMetrics } from './metrics/execution-metrics.ts';
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

/** Tells an operation, as it is fetched, from any other. */
const nameOf = ({ hash, fetched, operationName = '' }: OperationSource): string =>
  `${hash} ${fetched?.hash ?? ''} ${operationName}`;

/** Answers a query, from the cache where that has its answer. */
async function answer(executor: Executor, query: CachedQuery, answers?: AnswerCache): Promise<Outcome> {
  const { prepared, variables, context } = query;
  const looked = await answers?.look(query);
  if (looked?.data) return { data: looked.data, errors: [], valueCompletion: [] };
  const request = { variables, context, signal: context.signal, basis: looked?.basis };
  const outcome = await executor.execute(prepared, request);
  const { data, errors, valueCompletion } = outcome;
  if (data && errors.length === 0 && valueCompletion.length === 0) looked?.keep(data);
  return outcome;
}

/** Runs a mutation; however it ends, its caller gets nothing from the cache that is older. */
async function change(executor: Executor, query: CachedQuery, answers?: AnswerCache): Promise<Outcome> {
  const { prepared, variables, context } = query;
  try {
    return await executor.execute(prepared, { variables, context, signal: context.signal });
  } finally {
    await answers?.noteWrite(context);
  }
}

export type GatewayExecutorOptions = {
  /** what was made of the graph that an operation was validated against */
  servedBy: (schema: GraphQLSchema) => ServedGraph;
  /** absent where no answers are kept */
  answers: AnswerCache | undefined;
  subscriptions: Pick<Subscriptions, 'open'>;
  /** whether clients may see how their operations are planned */
  showPlans: boolean;
  metrics: ExecutionMetrics | undefined;
};

/** What runs operations, in the shape in which Apollo Server calls it. */
export const gatewayExecutor =
  ({ servedBy, answers, subscriptions, showPlans, metrics }: GatewayExecutorOptions): GatewayExecutor =>
  async ({ request, document, queryHash: hash, schema, ...rest }) => {
    // absent where the document has none of that name, whatever the interface says
    const operation = rest.operation as OperationDefinitionNode | undefined;
    const context = rest.context as Context;
    const graph = servedBy(schema);
    const { operationName, variables = {}, http } = request;
    if (operation && metrics && graph.deprecations)
      metrics.usedDeprecated(graph.deprecations.usedBy(document, operation, variables), context.client);
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
      const query = { prepared, name: nameOf(source), variables, context };
      const isMutation = operation?.operation === OperationTypeNode.MUTATION;
      const outcome = await (isMutation ? change : answer)(executor, query, answers);
      const result = clientResult(outcome, denialErrors(denials, prepared.conditions(variables)));
      const extensions = showPlans ? shownPlan(http, () => executor.explain(source)) : undefined;
      return extensions ? { ...result, extensions } : result;
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  };
