import { describeErrors, DomainError, newId, toPublic, type Logger } from '@arena/subgraph-kit';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { setImmediate } from 'node:timers/promises';
import type { Context } from '../context.ts';
import type { ServedGraph } from '../served-graph.ts';
import { completeEvent } from './complete-event.ts';
import { Feed, type Subscriber } from './feed.ts';
import {
  isStillValid,
  outdated,
  serveOperation,
  type LiveOperation,
  type ServedOperation,
} from './live-operation.ts';
import { Places } from './places.ts';
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

/** How many events may be completed at a time, lest queries find no connection to a subgraph; the others wait. */
const MAX_COMPLETIONS = 64;

/** A subscription of a client, and what serves it at present. */
type Entry = Subscriber & { operation: LiveOperation; graph: ServedGraph; feed: Feed };

/** How an operation is served, or why it is not. */
type Serving = ServedOperation | { errors: readonly GraphQLError[] };

/** What serves an entry from now on. */
type Move = { entry: Entry; served: ServedOperation };

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
  readonly #completions = new Places(MAX_COMPLETIONS);
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
    const { cost } = graph.estimateCost(operation, operation.variables);
    const uncount = counts.add(context, { ...operation, cost });
    const stream = new Stream({
      capacity,
      maxDropped,
      onClose: () => {
        uncount();
        if (!this.#entries.delete(entry)) return;
        entry.feed.remove(entry);
      },
    });
    const entry: Entry = { stream, context, operation, graph, feed: this.#feedFor(graph, served) };
    this.#entries.add(entry);
    try {
      this.#join(entry, entry.feed, served);
    } catch (error) {
      await stream.return();
      throw error;
    }
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
    const validity = new Map<string, boolean>();
    const isValid = async ({ hash, document }: LiveOperation) => {
      const known = validity.get(hash);
      if (known !== undefined) return known;
      // to validate and plan takes its time, and others are to be served between
      await setImmediate();
      const isKnown = isStillValid(schema, document);
      validity.set(hash, isKnown);
      return isKnown;
    };
    const moves: { entry: Entry; served: Serving }[] = [];
    for (const entry of [...this.#entries].filter((one) => one.graph !== graph)) {
      const served = (await isValid(entry.operation))
        ? await this.#serveAgain(graph, entry)
        : { errors: [outdated()] };
      moves.push({ entry, served });
    }
    // another graph has come meanwhile, which moves them
    if (this.#current.graph !== graph) return;
    // all of them in one turn: a moment between would have an event missed or told twice
    const byFeed = new Map<Feed, Move[]>();
    for (const { entry, served } of moves) {
      // moved by another replacement, or gone meanwhile
      if (entry.graph === graph || entry.stream.isClosed || entry.feed.isOver) continue;
      if ('errors' in served) entry.stream.fail(this.#endedBy(served.errors, entry));
      else {
        const ofFeed = byFeed.get(entry.feed) ?? [];
        ofFeed.push({ entry, served });
        byFeed.set(entry.feed, ofFeed);
      }
    }
    for (const [feed, ofFeed] of byFeed) this.#move(feed, ofFeed, graph);
  }

  async #serveAgain(graph: ServedGraph, { operation, context }: Entry): Promise<Serving> {
    try {
      return await serveOperation(graph, operation, context);
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  }

  /** Has those who have shared a feed served by another graph. */
  #move(feed: Feed, moves: readonly Move[], graph: ServedGraph): void {
    for (const { entry } of moves) entry.graph = graph;
    const [first] = moves;
    const isAlike = moves.every(({ served }) => served.key === first?.served.key);
    const isWhole = moves.length === feed.subscribers.size;
    // the feed itself goes on, so that what is still being completed keeps its order
    if (first && isAlike && isWhole && !this.#feedsOf(graph).has(first.served.key)) {
      this.#follow(feed, first.entry, first.served);
      return;
    }
    for (const { entry, served } of moves) {
      entry.feed = this.#feedFor(graph, served);
      this.#join(entry, entry.feed, served);
    }
    for (const { entry } of moves) feed.remove(entry);
  }

  #endedBy(errors: readonly GraphQLError[], { operation, context }: Entry): StreamEnded {
    const { requestId } = context;
    describeErrors(errors, { document: operation.document, requestId, logger: this.#options.logger });
    return new StreamEnded(
      errors.map((error) => toPublic(error.toJSON(), requestId)),
      'closed',
    );
  }

  #feedsOf(graph: ServedGraph): Map<string, Feed> {
    const feeds = this.#feeds.get(graph) ?? new Map<string, Feed>();
    this.#feeds.set(graph, feeds);
    return feeds;
  }

  #feedFor(graph: ServedGraph, { key }: ServedOperation): Feed {
    const { capacity, logger } = this.#options;
    return this.#feedsOf(graph).get(key) ?? new Feed({ capacity, logger });
  }

  #join(entry: Entry, feed: Feed, served: ServedOperation): void {
    feed.add(entry);
    if (this.#feedsOf(entry.graph).get(served.key) !== feed) this.#follow(feed, entry, served);
  }

  /** Has a feed tell what an operation is told by its graph, and found by those who want the same. */
  #follow(feed: Feed, { graph, operation: { document, variables } }: Entry, served: ServedOperation): void {
    const { upstreams, timeoutMs, logger } = this.#options;
    const { key, source, prepared, denied } = served;
    const feeds = this.#feedsOf(graph);
    const operation = { executor: graph.executor, document, prepared, variables, denied };
    feed.follow({
      join: (consumer) => upstreams.join(source, variables, consumer),
      complete: (event, context) =>
        this.#completions.take(() => {
          // an event is nobody's request
          const own = { ...context, requestId: newId(), traceparent: undefined };
          return completeEvent(operation, event, own, { timeoutMs, logger });
        }),
      onOver: () => {
        if (feeds.get(key) === feed) feeds.delete(key);
      },
    });
    feeds.set(key, feed);
  }
}
