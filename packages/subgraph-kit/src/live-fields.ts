import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { CloseCode, type SubscribePayload } from 'graphql-ws';
import { z } from 'zod';
import type { Caller } from './caller.ts';
import { DomainError } from './errors.ts';
import { MAX_BODY_BYTES } from './graphql-handler.ts';
import { graphqlSockets, type GraphqlSockets } from './graphql-sockets.ts';
import { newId } from './ids.ts';
import type { Logger } from './logger.ts';
import { describeErrors, toPublic } from './public-errors.ts';

const HEARTBEAT_MS = 15_000;

export type LiveFieldsOptions<Context extends { caller: Caller; requestId: string }> = {
  schema: GraphQLSchema;
  /** throws Unauthenticated where the headers do not hold the gateway's word */
  readCaller: (headers: Record<string, string>) => Promise<Caller>;
  createContext: (caller: Caller) => Context;
  logger: Logger;
};

/** Arguments to execute a subscription, whose context is known. */
type LiveArgs<Context> = ExecutionArgs & { contextValue: Context };

const headersSchema = z.record(z.string(), z.string()).catch({});

/** Headers as they stand in a message, by their names in lower case. */
const headersIn = (given: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headersSchema.parse(given)).map(([name, value]) => [name.toLowerCase(), value]),
  );

const headersOf = ({ extensions }: SubscribePayload) => headersIn(extensions?.['headers']);

/** @throws GraphQLError where it is not GraphQL */
function parseOperation(text: string): DocumentNode {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) error.extensions['code'] = 'GRAPHQL_PARSE_FAILED';
    throw error;
  }
}

/** What is wrong with an operation before it is begun. */
function faultsOf(schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined) {
  const faults = validate(schema, document);
  for (const fault of faults) fault.extensions['code'] = 'GRAPHQL_VALIDATION_FAILED';
  if (faults.length > 0) return faults;
  if (getOperationAST(document, operationName)?.operation === OperationTypeNode.SUBSCRIPTION) return [];
  return [new GraphQLError('Only a subscription is served here', { extensions: { code: 'BAD_REQUEST' } })];
}

const asGraphQLError = (error: unknown): GraphQLError => {
  if (error instanceof GraphQLError) return error;
  if (error instanceof DomainError)
    return new GraphQLError(error.message, { extensions: { ...error.extensions } });
  throw error;
};

/** Begins a subscription. Each event is executed in a context of its own, since loaders remember what they loaded. */
async function subscribe<Context>(
  args: LiveArgs<Context>,
  freshContext: () => Context,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  const results: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      const event = await events.next();
      if (event.done) return { value: undefined, done: true };
      const value = await execute({ ...args, rootValue: event.value, contextValue: freshContext() });
      return { value, done: false };
    },
    // a generator's return would wait for the event that the source is waiting for
    return: async () => {
      await events.return?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}

/** Serves the subscriptions of a subgraph to the gateway, each for the caller that the gateway names with it. */
export function serveLiveFields<Context extends { caller: Caller; requestId: string }>({
  schema,
  readCaller,
  createContext,
  logger,
}: LiveFieldsOptions<Context>): GraphqlSockets {
  const begin = async (payload: SubscribePayload): Promise<LiveArgs<Context> | readonly GraphQLError[]> => {
    try {
      const caller = await readCaller(headersOf(payload));
      const document = parseOperation(payload.query);
      const faults = faultsOf(schema, document, payload.operationName);
      describeErrors(faults, { document, requestId: caller.requestId, logger });
      if (faults.length > 0) return faults;
      const { operationName, variables: variableValues } = payload;
      return { schema, document, operationName, variableValues, contextValue: createContext(caller) };
    } catch (error) {
      return [asGraphQLError(error)];
    }
  };

  return graphqlSockets({
    options: {
      onConnect: async ({ connectionParams, extra }) => {
        try {
          await readCaller(headersIn(connectionParams));
          return true;
        } catch {
          extra.close(CloseCode.Unauthorized, 'Unauthorized');
          return false;
        }
      },
      onSubscribe: (_connection, _id, payload) => begin(payload),
      subscribe: (args) => {
        const live = args as LiveArgs<Context>;
        return subscribe(live, () => createContext(live.contextValue.caller));
      },
      onNext: (_connection, _id, _payload, { document, contextValue }, result) => {
        if (!result.errors) return undefined;
        const { requestId } = contextValue as Context;
        describeErrors(result.errors, { document, requestId, logger });
        return { ...result, errors: result.errors.map((error) => toPublic(error, requestId)) };
      },
      onError: (_connection, _id, payload, errors) => {
        const requestId = headersOf(payload)['x-request-id'] ?? newId();
        describeErrors(errors, { document: undefined, requestId, logger });
        return errors.map((error) => toPublic(error, requestId));
      },
    },
    maxPayloadBytes: MAX_BODY_BYTES,
    heartbeatMs: HEARTBEAT_MS,
    onError: (error) => logger.error({ err: error }, 'subscription failed'),
  });
}
