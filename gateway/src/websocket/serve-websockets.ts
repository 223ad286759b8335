import {
  DomainError,
  graphqlSockets,
  MAX_BODY_BYTES,
  refuseUpgrade,
  type GraphqlSockets,
  type Logger,
  type SocketExtra,
  type Tracer,
} from '@arena/subgraph-kit';
import {
  GraphQLSchema,
  parse,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
} from 'graphql';
import { CloseCode, type Context as ServerContext, type SubscribePayload } from 'graphql-ws';
import type { IncomingMessage } from 'node:http';
import type { Authenticator } from '../authentication/access-token.ts';
import { isForeignPage } from '../http/foreign-origins.ts';
import { overloaded } from '../http/load-shedding.ts';
import { clientNameIn } from '../metrics/client-names.ts';
import type { OperationsInHand } from '../operations-in-hand.ts';
import type { WatchSession } from '../sessions/watch-session.ts';
import { Stream } from '../subscriptions/stream.ts';
import { StreamEnded } from '../subscriptions/stream-ended.ts';
import { Client, type ClientOrigin } from './client.ts';
import type { ConnectionCounts } from './connection-counts.ts';
import { authorizationOf } from './connection-params.ts';
import { runOperation, type RunOptions } from './run-operation.ts';
import { ToldError } from './told-error.ts';
import { tracedOperation } from './traced-operation.ts';

export type WebSocketsOptions = RunOptions & {
  authenticator: Authenticator;
  watch: WatchSession;
  clientOf: (request: IncomingMessage) => ClientOrigin;
  /** the origins whose pages may connect, beside our own */
  origins: readonly string[];
  /** how long a client may take to say connection_init */
  initTimeoutMs: number;
  heartbeatMs: number;
  operationTimeoutMs: number;
  /** how many operations a connection may have open */
  maxOperations: number;
  /** the operations under way, whatever they came by */
  inHand: OperationsInHand;
  connections: ConnectionCounts;
  logger: Logger;
  /** makes a span of each operation */
  tracer?: Tracer | undefined;
};

/**
 * What graphql-ws executes in place of the client's document, which Apollo Server has run already: a subscription to
 * whatever came of it.
 */
const OUTCOME = { schema: new GraphQLSchema({}), document: parse('subscription { outcome }') };

/** The code of RFC 6455's registry by which clients know that they may come again. */
const TRY_AGAIN_LATER = 1013;

const closeCodeOf = ({ extensions }: DomainError): number => {
  if (extensions.code === 'UNAUTHENTICATED') return CloseCode.Unauthorized;
  return extensions.code === 'BAD_REQUEST' ? CloseCode.BadRequest : TRY_AGAIN_LATER;
};

const tooManyOperations = (most: number) =>
  new DomainError('LIMIT_EXCEEDED', `No more than ${most} operations may be open on one connection`, {
    reason: 'SUBSCRIPTIONS',
  });

const refused = ({ message, extensions }: DomainError): FormattedExecutionResult => ({
  errors: [{ message, extensions }],
});

export type WebSockets = GraphqlSockets & {
  /** Begins no operation any more. */
  drain: () => void;
};

/** Serves queries, mutations and subscriptions over WebSocket, as the subprotocol graphql-transport-ws has it. */
export function serveWebSockets(options: WebSocketsOptions): WebSockets {
  const { authenticator, watch, clientOf, origins, inHand, onRefusal, logger, tracer } = options;
  const { operationTimeoutMs, maxOperations } = options;
  let isDraining = false;
  const clients = new WeakMap<SocketExtra, Client>();
  const leaving = new WeakMap<SocketExtra, () => void>();

  /** @throws DomainError when the client is not let in */
  async function welcome(params: Record<string, unknown> | undefined, extra: SocketExtra): Promise<void> {
    const { request, close } = extra;
    const state = { isGone: false };
    leaving.set(extra, () => void (state.isGone = true));
    const authenticated = await authenticator.authenticate(authorizationOf(params, request));
    if (state.isGone) return;
    const client = new Client(
      { ...clientOf(request), client: clientNameIn(params, request.headers) },
      authenticated,
    );
    const unwatch = watch(authenticated, ({ message }) => close(CloseCode.Unauthorized, message));
    clients.set(extra, client);
    leaving.set(extra, () => {
      unwatch();
      client.leave();
    });
  }

  /** Runs an operation, if there is room. @param open the ids that are in use, this one's among them */
  async function operate(
    client: Client,
    payload: SubscribePayload,
    open: ReadonlySet<string>,
  ): Promise<Stream | FormattedExecutionResult> {
    const refuse = (error: DomainError) => {
      onRefusal(error.extensions.code, client.name);
      return refused(error);
    };
    if (open.size > maxOperations) return refuse(tooManyOperations(maxOperations));
    if (inHand.isFull || isDraining) return refuse(overloaded());
    const leave = inHand.enter();
    return client
      .run(operationTimeoutMs, (context) =>
        tracedOperation(tracer, context, (traced) => runOperation(options, payload, traced)),
      )
      .finally(leave);
  }

  /** Begins an operation. */
  async function begin(
    { extra, subscriptions }: ServerContext<Record<string, unknown> | undefined, SocketExtra>,
    id: string,
    payload: SubscribePayload,
  ): Promise<ExecutionArgs | readonly ToldError[]> {
    const client = clients.get(extra);
    if (!client) throw new Error('A client operates before it is let in');
    const isCurrent = client.take(id);
    const outcome = await operate(client, payload, new Set([...Object.keys(subscriptions), ...client.open]));
    if (!isCurrent()) {
      if (outcome instanceof Stream) void outcome.return();
      // graphql-ws goes by the id alone: what came of this would end the operation that has it now
      return new Promise(() => {});
    }
    // graphql-ws keeps the message until the operation is over
    Object.assign(payload, { variables: undefined, extensions: undefined });
    if (outcome instanceof Stream) {
      client.keep(id, outcome);
      outcome.onFailure = ({ kind, message }) => {
        // a client that takes nothing does not take the reason either
        if (kind === 'slow') extra.close(TRY_AGAIN_LATER, message);
      };
    } else if (!('data' in outcome)) return (outcome.errors ?? []).map((error) => new ToldError(error));
    return { ...OUTCOME, contextValue: outcome };
  }

  const { upgrade, closeAll } = graphqlSockets({
    options: {
      connectionInitWaitTimeout: options.initTimeoutMs,
      onConnect: async (connection) => {
        const { connectionParams, extra } = connection;
        const { origin, host } = extra.request.headers;
        if (isForeignPage({ origin, host }, origins)) return false;
        try {
          await welcome(connectionParams, extra);
          // they would be kept as long as the connection is
          Object.assign(connection, { connectionParams: undefined });
          return true;
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          extra.close(closeCodeOf(error), error.message);
          return false;
        }
      },
      onSubscribe: begin,
      subscribe: ({ contextValue }) => contextValue as ExecutionResult,
      onNext: (_connection, _id, _payload, _args, result) => result,
      onError: (_connection, _id, _payload, [error]) =>
        error?.originalError instanceof StreamEnded ? error.originalError.errors : undefined,
      onClose: ({ extra }) => leaving.get(extra)?.(),
    },
    maxPayloadBytes: MAX_BODY_BYTES,
    heartbeatMs: options.heartbeatMs,
    onError: (error) => logger.error({ err: error }, 'a WebSocket failed'),
  });

  return {
    upgrade: (request, socket, head) => {
      const leave = options.connections.enter(clientOf(request).address);
      if (!leave) return refuseUpgrade(socket, 429);
      socket.once('close', leave);
      upgrade(request, socket, head);
    },
    closeAll,
    drain: () => void (isDraining = true),
  };
}
