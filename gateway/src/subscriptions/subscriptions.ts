import { describeErrors, DomainError, toPublic } from '@arena/subgraph-kit';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { setImmediate } from 'node:timers/promises';
import type { Context } from '../context.ts';
import type { LiveMetrics } from '../metrics/live-metrics.ts';
import { rootFieldsOf } from '../rate-limits/root-fields.ts';
import type { ServedGraph } from '../served-graph.ts';
import type { Feed, Subscriber } from './feed.ts';
import { Feeds, type FeedsOptions, type Offer } from './feeds.ts';
import {
  isStillValid,
  outdated,
  serveOperation,
  type LiveOperation,
  type ServedOperation,
} from './live-operation.ts';
import { Stream } from './stream.ts';
import { closedBy, StreamEnded } from './stream-ended.ts';
import type { SubscriptionCounts } from './subscription-counts.ts';

export type SubscriptionsOptions = FeedsOptions & {
  counts: SubscriptionCounts;
  /** a client that misses more than this many events, and takes none between, is cut off */
  maxDropped: number;
  /** counts an open subscription */
  count: LiveMetrics;
};

/** A subscription of a client, and what serves it at present. */
type Entry = Subscriber & { operation: LiveOperation; graph: ServedGraph; feed: Feed | undefined };

/** How an operation is served, or why it is not. */
type Serving = ServedOperation | { errors: readonly GraphQLError[] };

/** What serves an entry from now on. */
type Move = { entry: Entry; offer: Offer };

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
  readonly #feeds: Feeds;
  #current: { graph: ServedGraph; schema: GraphQLSchema } | undefined;
  #isStopped = false;

  constructor(options: SubscriptionsOptions) {
    this.#options = options;
    this.#feeds = new Feeds(options);
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
    const { counts, count, capacity, maxDropped } = this.#options;
    const { cost } = graph.estimateCost(operation, operation.variables);
    const uncount = counts.add(context, { ...operation, cost });
    const [field = 'none'] = rootFieldsOf(operation.document, operation.operation);
    const counted = count(context.streaming?.transport ?? 'websocket', field);
    const stream = new Stream({
      capacity,
      maxDropped,
      onTaken: counted.taken,
      onClose: (dropped) => {
        counted.closed(dropped);
        uncount();
        if (!this.#entries.delete(entry)) return;
        entry.feed?.remove(entry);
      },
    });
    const entry: Entry = { stream, context, operation, graph, feed: undefined };
    this.#entries.add(entry);
    try {
      entry.feed = this.#feeds.join(entry, { graph, operation, served });
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
      const { feed } = entry;
      if (entry.graph === graph || entry.stream.isClosed || !feed || feed.isOver) continue;
      if ('errors' in served) entry.stream.fail(this.#endedBy(served.errors, entry));
      else {
        const ofFeed = byFeed.get(feed) ?? [];
        ofFeed.push({ entry, offer: { graph, operation: entry.operation, served } });
        byFeed.set(feed, ofFeed);
      }
    }
    for (const [feed, ofFeed] of byFeed) this.#move(feed, ofFeed);
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
  #move(feed: Feed, moves: readonly Move[]): void {
    for (const { entry, offer } of moves) entry.graph = offer.graph;
    const [first] = moves;
    const isAlike = moves.every(({ offer }) => offer.served.key === first?.offer.served.key);
    const isWhole = moves.length === feed.subscribers.size;
    // the feed itself goes on, so that what is still being completed keeps its order
    if (first && isAlike && isWhole && !this.#feeds.has(first.offer)) {
      this.#feeds.redirect(feed, first.offer);
      return;
    }
    for (const { entry, offer } of moves) entry.feed = this.#feeds.join(entry, offer);
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
}
