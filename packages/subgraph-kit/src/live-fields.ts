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
import type { Tracer } from '@opentelemetry/api';
import { CloseCode, type SubscribePayload } from 'graphql-ws';
import { z } from 'zod';
import type { Caller } from './caller.ts';
import { Unauthenticated } from './errors.ts';
import { fittingEvent } from './event-size.ts';
import { MAX_BODY_BYTES } from './graphql-handler.ts';
import { graphqlSockets, type GraphqlSockets } from './graphql-sockets.ts';
import { IdentityUnchecked } from './identity.ts';
import { newId } from './ids.ts';
import type { Logger } from './logger.ts';
import { describeErrors, toPublic } from './public-errors.ts';
import { inEventSpan } from './tracing/in-event-span.ts';

const HEARTBEAT_MS = 15_000;

/** What the gateway sends on is longer than what it takes, which may be as large as a body. */
const MAX_PAYLOAD_BYTES = 2 * MAX_BODY_BYTES;

/** The code by which a connection is closed that may be tried again, as graphql-ws has it. */
const TRY_AGAIN_LATER = 1013;

export type LiveFieldsOptions<Context extends { caller: Caller; requestId: string }> = {
  schema: GraphQLSchema;
  /** throws Unauthenticated where the headers do not hold the gateway's word, IdentityUnchecked where that cannot be told */
  readCaller: (headers: Record<string, string>) => Promise<Caller>;
  createContext: (caller: Caller) => Context;
  logger: Logger;
  /** makes a trace of each event that is executed, linked to what it was subscribed to by */
  tracer?: Tracer | undefined;
};

/** Arguments to execute a subscription, whose context is known. */
type LiveArgs<Context> = ExecutionArgs & { contextValue: Context };

/** Whether the gateway's word was looked at and found wanting. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Unauthenticated && !(error instanceof IdentityUnchecked);

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

/** What was thrown, as an error of one operation: thrown on, it would end the connection that all share. */
function asGraphQLError(thrown: unknown): GraphQLError {
  if (thrown instanceof GraphQLError) return thrown;
  const originalError = thrown instanceof Error ? thrown : new Error(String(thrown));
  return new GraphQLError(originalError.message, { originalError });
}

type Work = () => Promise<ExecutionResult>;

type SubscribeOptions<Context> = {
  freshContext: () => Context;
  /** has an event be executed in a trace of its own */
  inTrace: (work: Work) => Promise<ExecutionResult>;
  onError: (error: unknown) => void;
};

/** Begins a subscription. Each event is executed in a context of its own, since loaders remember what they loaded. */
async function subscribe<Context>(
  args: LiveArgs<Context>,
  { freshContext, inTrace, onError }: SubscribeOptions<Context>,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args).catch((error: unknown) => ({
    errors: [asGraphQLError(error)],
  }));
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  const results: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      const event = await events.next();
      if (event.done) return { value: undefined, done: true };
      const value = await inTrace(async () =>
        execute({ ...args, rootValue: event.value, contextValue: freshContext() }),
      );
      return { value, done: false };
    },
    // a generator's return would wait for the event that the source is waiting for
    return: async () => {
      try {
        await events.return?.();
      } catch (error) {
        onError(error);
      }
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
  tracer,
}: LiveFieldsOptions<Context>): GraphqlSockets {
  const onError = (error: unknown) => logger.error({ err: error }, 'subscription failed');

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
        } catch (error) {
          if (isRefusal(error)) extra.close(CloseCode.Unauthorized, 'Unauthorized');
          else {
            logger.warn({ err: error }, 'a connection of the gateway cannot be let in');
            extra.close(TRY_AGAIN_LATER, 'Try again later');
          }
          return false;
        }
      },
      onSubscribe: (_connection, _id, payload) => begin(payload),
      subscribe: (args) => {
        const live = args as LiveArgs<Context>;
        const { caller } = live.contextValue;
        return subscribe(live, {
          freshContext: () => createContext(caller),
          inTrace: (work) => inEventSpan(tracer, caller.traceparent, work),
          onError,
        });
      },
      onNext: (_connection, _id, _payload, { document, contextValue }, result) => {
        if (!result.errors) return fittingEvent(result);
        const { requestId } = contextValue as Context;
        describeErrors(result.errors, { document, requestId, logger });
        return fittingEvent({ ...result, errors: result.errors.map((error) => toPublic(error, requestId)) });
      },
      onError: (_connection, _id, payload, errors) => {
        const requestId = headersOf(payload)['x-request-id'] ?? newId();
        describeErrors(errors, { document: undefined, requestId, logger });
        return errors.map((error) => toPublic(error, requestId));
      },
    },
    maxPayloadBytes: MAX_PAYLOAD_BYTES,
    heartbeatMs: HEARTBEAT_MS,
    onError,
  });
}
