import { describeErrors, DomainError, newId, toPublic, type Logger } from '@arena/subgraph-kit';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';
import type { ServedGraph } from '../served-graph.ts';
import { completeEvent } from './complete-event.ts';
import { Feed, type Subscriber } from './feed.ts';
import { schemaFaults, serveOperation, type LiveOperation, type ServedOperation } from './live-operation.ts';
import { Stream } from './stream.ts';
import { closedBy, StreamEnded } from './stream-ended.ts';
import type { SubscriptionCounts } from './subscription-counts.ts';
import type { Upstreams } from './upstreams.ts';

export type SubscriptionsOptions = {
  upstreams: Upstreams;
  counts: SubscriptionCounts;
  /** how many events may wait at each place where they can */
  capacity: number;
  /** a client that misses more than this many, and takes none between, is cut off */
  maxDropped: number;
  /** how long an event may take to be completed, in milliseconds */
  timeoutMs: number;
  logger: Logger;
};

/** A subscription of a client, and what serves it at present. */
type Entry = Subscriber & { operation: LiveOperation; graph: ServedGraph; feed: Feed };

const drained = () =>
  closedBy(
    new DomainError('SUBGRAPH_UNAVAILABLE', 'This gateway is shutting down: subscribe again', {
      reason: 'SHUTTING_DOWN',
    }),
  );

/** All subscriptions of all clients, whatever they come by. */
export class Subscriptions {
  readonly #options: SubscriptionsOptions;
  readonly #entries = new Set<Entry>();
  readonly #feeds = new WeakMap<ServedGraph, Map<string, Feed>>();
  #current: { graph: ServedGraph; schema: GraphQLSchema } | undefined;
  #isStopped = false;

  constructor(options: SubscriptionsOptions) {
    this.#options = options;
  }

  /**
   * Subscribes a client.
   * @param graph that the operation was validated against
   * @returns the errors for which there is no stream, where there are any
   * @throws GraphQLError when the operation cannot be planned, LIMIT_EXCEEDED
   */
  async open(
    operation: LiveOperation,
    context: Context,
    graph: ServedGraph,
  ): Promise<Stream | { errors: readonly GraphQLError[] }> {
    const served = await serveOperation(graph, operation, context);
    if ('errors' in served) return served;
    const { counts, capacity, maxDropped } = this.#options;
    const uncount = counts.add(context);
    const stream = new Stream({
      capacity,
      maxDropped,
      onClose: () => {
        uncount();
        if (!this.#entries.delete(entry)) return;
        entry.feed.remove(entry);
      },
    });
    const entry: Entry = { stream, context, operation, graph, feed: this.#feedOf(graph, operation, served) };
    this.#entries.add(entry);
    entry.feed.add(entry);
    if (this.#isStopped) stream.fail(drained());
    // the graph was replaced while it was being opened
    else if (this.#current && this.#current.graph !== graph) await this.#moveAll();
    return stream;
  }

  /** Serves all subscriptions from another graph from now on, save those that are not valid under it: they end. */
  async replaceGraph(graph: ServedGraph, schema: GraphQLSchema): Promise<void> {
    this.#current = { graph, schema };
    await this.#moveAll();
  }

  /** Ends all streams. */
  stop(): void {
    this.#isStopped = true;
    for (const { stream } of this.#entries) stream.fail(drained());
  }

  async #moveAll(): Promise<void> {
    if (!this.#current) return;
    const { graph, schema } = this.#current;
    const faults = new Map<string, readonly GraphQLError[]>();
    const faultsOf = ({ hash, document }: LiveOperation) => {
      const known = faults.get(hash) ?? schemaFaults(schema, document);
      faults.set(hash, known);
      return known;
    };
    const staying = [...this.#entries].filter((entry) => entry.graph !== graph);
    const served = await Promise.all(
      staying.map(async (entry) => {
        const errors = faultsOf(entry.operation);
        return errors.length > 0 ? { errors } : this.#serveAgain(graph, entry);
      }),
    );
    // all of them in one turn: a moment between would have an event missed or told twice
    const left = staying.map((entry, i) => this.#move(entry, graph, served[i]));
    for (const leave of left) leave();
  }

  async #serveAgain(graph: ServedGraph, { operation, context }: Entry) {
    try {
      return await serveOperation(graph, operation, context);
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  }

  /** @returns a function that leaves the feed before, once all have joined the next */
  #move(
    entry: Entry,
    graph: ServedGraph,
    served: ServedOperation | { errors: readonly GraphQLError[] } | undefined,
  ): () => void {
    // moved by another replacement, or gone meanwhile
    if (!served || entry.graph === graph || entry.stream.isClosed) return () => {};
    if ('errors' in served) {
      entry.stream.fail(this.#endedBy(served.errors, entry));
      return () => {};
    }
    const before = entry.feed;
    entry.feed = this.#feedOf(graph, entry.operation, served);
    entry.graph = graph;
    entry.feed.add(entry);
    return () => before.release();
  }

  #endedBy(errors: readonly GraphQLError[], { operation, context }: Entry): StreamEnded {
    const { requestId } = context;
    describeErrors(errors, { document: operation.document, requestId, logger: this.#options.logger });
    return new StreamEnded(
      errors.map((error) => toPublic(error.toJSON(), requestId)),
      'closed',
    );
  }

  #feedOf(graph: ServedGraph, { document, variables }: LiveOperation, served: ServedOperation): Feed {
    const { upstreams, capacity, timeoutMs, logger } = this.#options;
    const { key, source, prepared, denied } = served;
    const feeds = this.#feeds.get(graph) ?? new Map<string, Feed>();
    this.#feeds.set(graph, feeds);
    const known = feeds.get(key);
    if (known) return known;
    const feed = new Feed({
      join: (consumer) => upstreams.join(source, variables, consumer),
      complete: (event, context) =>
        completeEvent(
          { executor: graph.executor, document, prepared, variables, denied },
          event,
          { ...context, requestId: newId() },
          { timeoutMs, logger },
        ),
      capacity,
      logger,
      onOver: () => {
        if (feeds.get(key) === feed) feeds.delete(key);
      },
    });
    feeds.set(key, feed);
    return feed;
  }
}
