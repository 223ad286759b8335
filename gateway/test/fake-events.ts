import { LatestQueue } from '@arena/live';
import { graphqlSockets, type GraphqlSockets } from '@arena/subgraph-kit';
import { eventually } from '@arena/testing';
import { GraphQLError, GraphQLSchema, parse, type ExecutionResult } from 'graphql';
import type { Duplex } from 'node:stream';

/** A subscription that the gateway has begun at a stand-in subgraph. */
export type FakeSubscription = {
  query: string;
  variables: Record<string, unknown>;
  /** what it says of its caller */
  headers: Record<string, string>;
  /** Sends an event. */
  emit: (result: ExecutionResult) => void;
  complete: () => void;
  /** whether the gateway has ended it, or the connection */
  isOver: boolean;
};

/** The subscriptions at a stand-in subgraph, as the test sees them. */
export type FakeEvents = {
  /** all that were ever begun */
  begun: FakeSubscription[];
  /** those that go on */
  open: () => FakeSubscription[];
  /** Waits until this many go on, and gives them. */
  untilOpen: (count: number) => Promise<FakeSubscription[]>;
  /** what is said to each that is begun in place of events */
  refuseWith: GraphQLError | undefined;
  /** the code with which the connection is closed that asks for these variables, undefined for no closing */
  closeAt: ((variables: Record<string, unknown>) => number | undefined) | undefined;
  /** Cuts all connections. */
  cut: () => void;
  /** how many connections there are */
  connections: () => number;
};

const ANYTHING = { schema: new GraphQLSchema({}), document: parse('subscription { anything }') };

/** Begins to serve subscriptions whose events the test sends. */
export function fakeEvents(): FakeEvents & GraphqlSockets {
  const sockets = new Set<Duplex>();
  const begin = (headers: Record<string, string>, query: string, variables: Record<string, unknown>) => {
    const queue = new LatestQueue<ExecutionResult>({
      capacity: 10_000,
      onClose: () => (subscription.isOver = true),
    });
    const subscription: FakeSubscription = {
      query,
      variables,
      headers,
      emit: (result) => queue.push(result),
      complete: () => queue.end(),
      isOver: false,
    };
    events.begun.push(subscription);
    return queue;
  };
  const { upgrade, closeAll } = graphqlSockets({
    options: {
      onSubscribe: ({ extra }, _id, { query, variables, extensions }) => {
        if (events.refuseWith) return [events.refuseWith];
        const code = events.closeAt?.(variables ?? {});
        if (code !== undefined) {
          extra.close(code, '');
          return [new GraphQLError('closed')];
        }
        const headers = extensions?.['headers'] as Record<string, string>;
        return { ...ANYTHING, contextValue: begin(headers, query, variables ?? {}) };
      },
      subscribe: ({ contextValue }) => contextValue as LatestQueue<ExecutionResult>,
      onNext: (_connection, _id, _payload, _args, result) => result,
    },
    maxPayloadBytes: 1_000_000,
    heartbeatMs: 60_000,
    onError: () => {},
  });
  const open = () => events.begun.filter(({ isOver }) => !isOver);
  const events: FakeEvents = {
    begun: [],
    open,
    untilOpen: (count) =>
      eventually(
        async () => open(),
        (found) => found.length === count,
      ),
    refuseWith: undefined,
    closeAt: undefined,
    cut: () => sockets.forEach((socket) => socket.destroy()),
    connections: () => sockets.size,
  };
  return Object.assign(events, {
    upgrade: (...[request, socket, head]: Parameters<GraphqlSockets['upgrade']>) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      upgrade(request, socket, head);
    },
    closeAll,
  });
}
