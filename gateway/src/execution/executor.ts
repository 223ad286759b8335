import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import type { Logger } from '@arena/subgraph-kit';
import {
  getOperationAST,
  GraphQLError,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { takeSourceTags } from '../cache/answer-tags.ts';
import type { Basis } from '../cache/basis.ts';
import { readCacheHints } from '../cache/cache-hints.ts';
import type { CacheStore } from '../cache/cache-store.ts';
import type { Context } from '../context.ts';
import type { ExecutionMetrics } from '../metrics/execution-metrics.ts';
import type { Answer } from './answer.ts';
import { documentBytes, MAX_DOCUMENTS_BYTES } from './document-size.ts';
import { JsonText } from './json-text.ts';
import { personalFields } from './personal-fields.ts';
import { createPlanCompiler } from './plan-compiler.ts';
import { createPlanner } from './planner.ts';
import { PreparedOperation } from './prepared-operation.ts';
import { copyOf, type ResultObject } from './result-tree.ts';
import { run } from './runner.ts';
import { SubgraphCaller } from './subgraph-caller.ts';
import { fieldsError } from './subgraph-errors.ts';
import { CircuitOpen, type Transport } from './transport.ts';

export type { SubgraphCall, Transport } from './transport.ts';
export type { PreparedOperation } from './prepared-operation.ts';

/** An operation of a valid document. */
export type OperationSource = {
  document: DocumentNode;
  /** tells the document from any other */
  hash: string;
  operationName?: string | undefined;
  /** the part of the document that the caller may see, where that is not all of it */
  fetched?: { document: DocumentNode; hash: string } | undefined;
};

export type ExecutionRequest = {
  variables?: Readonly<Record<string, unknown>> | undefined;
  context: Context;
  /** aborts when nobody waits for the answer any more, or it would come too late */
  signal?: AbortSignal | undefined;
  /** what the answer rests on; absent where nothing may come from the cache */
  basis?: Basis | undefined;
};

export type Outcome = {
  /** null where a null ran all the way up, undefined where the operation could not be run */
  data: JsonText | null | undefined;
  errors: GraphQLError[];
  /** what in the subgraphs' answers was against the schema; empty where errors explain the nulls */
  valueCompletion: readonly GraphQLError[];
};

export type Executor = {
  /** what clients may ask for */
  readonly apiSchema: GraphQLSchema;
  /** all that subgraphs know, with the directives of the supergraph */
  readonly internalSchema: GraphQLSchema;
  /**
   * Plans and compiles an operation, once for each hash and operation name as long as the cache keeps it.
   * @throws GraphQLError when it cannot be planned
   */
  prepare(source: OperationSource): PreparedOperation;
  /** Plans an operation anew, for people to look at. */
  explain(source: OperationSource): QueryPlan;
  /** Runs a query or mutation. What goes wrong at a subgraph is in the outcome. */
  execute(operation: PreparedOperation, request: ExecutionRequest): Promise<Outcome>;
  /** Runs what remains of a subscription's plan from one event, as its subgraph sent it; it stays as it is. */
  executeEvent(operation: PreparedOperation, event: Answer, request: ExecutionRequest): Promise<Outcome>;
};

const failure = (errors: readonly GraphQLError[]): Outcome => ({
  data: undefined,
  errors: [...errors],
  valueCompletion: [],
});

function operationOf(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operation = getOperationAST(document, name);
  if (operation) return operation;
  throw new GraphQLError(
    name === undefined
      ? 'Name the operation to be run, there are several.'
      : `Unknown operation named "${name}".`,
    { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
  );
}

/**
 * Makes the executor of a supergraph: plan, compile, run, project.
 * @throws GraphQLError when the supergraph is not valid
 */
export function createExecutor(options: {
  supergraphSdl: string;
  transport: Transport;
  /** where answers of subgraphs are kept; absent where none are */
  cache?: CacheStore | undefined;
  metrics?: ExecutionMetrics | undefined;
  logger: Logger;
}): Executor {
  const supergraph = Supergraph.build(options.supergraphSdl, {
    // the directives of authorisation too, which Apollo's gateway refuses
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  const internalSchema = supergraph.schema.toGraphQLJSSchema();
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const plan = createPlanner(supergraph);
  const compiler = createPlanCompiler(
    internalSchema,
    personalFields(internalSchema),
    options.cache && readCacheHints(internalSchema),
  );
  const subgraphs = new SubgraphCaller(options.transport, options.cache, options.metrics);
  const prepared = new LRUCache<string, PreparedOperation | GraphQLError>({ maxSize: MAX_DOCUMENTS_BYTES });

  /** What cannot be planned is remembered too, since to find that out may take long. */
  function planAndCompile(
    { document, operationName, fetched }: OperationSource,
    operation: OperationDefinitionNode,
  ): PreparedOperation | GraphQLError {
    try {
      return new PreparedOperation({
        schema,
        document,
        operation,
        fetched: fetched && {
          document: fetched.document,
          operation: operationOf(fetched.document, operationName),
        },
        plan: compiler.compile(plan(fetched?.document ?? document, operationName), operation.operation),
      });
    } catch (error) {
      if (error instanceof GraphQLError) return error;
      throw error;
    }
  }

  function prepare(source: OperationSource): PreparedOperation {
    const { document, hash, operationName, fetched } = source;
    const operation = operationOf(document, operationName);
    const key = `${hash} ${fetched?.hash ?? ''} ${operation.name?.value ?? ''}`;
    let known = prepared.get(key);
    if (!known) {
      const startedAt = performance.now();
      known = planAndCompile(source, operation);
      options.metrics?.planned((performance.now() - startedAt) / 1_000);
      const fetches = known instanceof GraphQLError ? 0 : known.plan.fetches;
      prepared.set(key, known, { size: documentBytes(document, fetches) });
    }
    if (known instanceof GraphQLError) throw known;
    return known;
  }

  async function runFrom(
    operation: PreparedOperation,
    start: ResultObject,
    { variables = {}, context, signal, basis }: ExecutionRequest,
    /** of the event that it starts from, if any */
    known?: readonly GraphQLError[],
  ): Promise<Outcome> {
    const invalid = operation.variableErrors(variables);
    if (invalid.length > 0) return failure(invalid);
    const conditions = operation.conditions(variables);
    const { data, shared, absent, ...fetched } = await run(operation.plan.step, start, {
      subgraphs,
      variables,
      conditions,
      context,
      signal,
      isEvent: known !== undefined,
      basis,
      onFailure: (error, subgraph) => {
        if (error instanceof CircuitOpen) return;
        options.logger.warn({ err: error, subgraph, requestId: context.requestId }, 'subgraph unavailable');
      },
    });
    if (signal?.aborted)
      options.logger.info(
        { err: signal.reason as Error, requestId: context.requestId },
        'operation given up',
      );
    const errors = [...(known ?? []), ...fetched.errors];
    const { text, faults } = operation.projector(conditions)(data, variables, { shared, absent });
    return {
      data: text === null ? null : new JsonText(text),
      errors,
      valueCompletion: errors.length === 0 ? faults : [],
    };
  }

  /** what has been ended, once for all who hear of it */
  const told = new WeakMap<Answer, Promise<void>>();

  /** Ends what an event is about before anybody hears of it; the domain's own event ends it in any case. */
  function endTold(cache: CacheStore, event: Answer, tags: readonly string[]): Promise<void> {
    const underWay = told.get(event);
    if (underWay) return underWay;
    const ending = cache.end(tags).catch((error: unknown) => {
      options.logger.debug({ err: error }, 'what is kept has not been ended by a live event');
    });
    told.set(event, ending);
    return ending;
  }

  return {
    apiSchema: schema,
    internalSchema,
    prepare,
    explain: ({ document, operationName, fetched }) => plan(fetched?.document ?? document, operationName),
    execute: (operation, request) => runFrom(operation, {}, request),
    executeEvent: async (operation, event, request) => {
      // another subscriber's run of the same event must not find in it what is added for this one
      const start = copyOf(event.data ?? {});
      const { source } = operation.plan;
      if (source?.ends && options.cache)
        await endTold(options.cache, event, takeSourceTags(start, source.ends));
      source?.rewrite?.(start);
      const known = source ? event.faults.map((fault) => fieldsError(fault, source)) : [];
      return runFrom(operation, start, request, known);
    },
  };
}
