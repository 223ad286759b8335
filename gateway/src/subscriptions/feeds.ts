import { activeTraceparent, inEventSpan, newId, type Logger, type Tracer } from '@arena/subgraph-kit';
import type { ServedGraph } from '../served-graph.ts';
import { completeEvent } from './complete-event.ts';
import { Feed, type Subscriber } from './feed.ts';
import type { LiveOperation, ServedOperation } from './live-operation.ts';
import { Places } from './places.ts';
import type { Upstreams } from './upstreams.ts';

export type FeedsOptions = {
  upstreams: Upstreams;
  /** how many events may wait at each place where they can */
  capacity: number;
  /** how long an event may take to be completed, in milliseconds */
  timeoutMs: number;
  logger: Logger;
  /** makes a trace of each event */
  tracer?: Tracer | undefined;
};

/** An operation as a graph serves it. */
export type Offer = { graph: ServedGraph; operation: LiveOperation; served: ServedOperation };

/** How many events may be completed at a time, lest queries find no connection to a subgraph; the others wait. */
const MAX_COMPLETIONS = 64;

/** The feeds of all graphs, each found by those who want the same. */
export class Feeds {
  readonly #options: FeedsOptions;
  readonly #feeds = new WeakMap<ServedGraph, Map<string, Feed>>();
  readonly #completions = new Places(MAX_COMPLETIONS);

  constructor(options: FeedsOptions) {
    this.#options = options;
  }

  has({ graph, served }: Offer): boolean {
    return this.#of(graph).has(served.key);
  }

  /** Has a subscriber told what is offered. @returns the feed that does so */
  join(subscriber: Subscriber, offer: Offer): Feed {
    const { capacity, logger } = this.#options;
    const known = this.#of(offer.graph).get(offer.served.key);
    const feed = known ?? new Feed({ capacity, logger });
    feed.add(subscriber);
    if (!known) this.redirect(feed, offer);
    return feed;
  }

  /** Has a feed tell what is offered from now on, and found by those who want the same. */
  redirect(feed: Feed, { graph, operation: { document, variables }, served }: Offer): void {
    const { upstreams, timeoutMs, logger, tracer } = this.#options;
    const { key, source, own, prepared, denied } = served;
    const feeds = this.#of(graph);
    const operation = { executor: graph.executor, document, prepared, variables, denied };
    feed.follow({
      join: (consumer) => upstreams.join({ source, own }, variables, consumer),
      complete: (event, context) =>
        this.#completions.take(() => {
          // an event is nobody's request
          const own = { ...context, requestId: newId(), traceparent: undefined };
          const complete = (traceparent?: string) =>
            completeEvent(operation, event, { ...own, traceparent }, { timeoutMs, logger });
          if (!tracer) return complete();
          return inEventSpan(tracer, context.traceparent, () => complete(activeTraceparent()));
        }),
      onOver: () => {
        if (feeds.get(key) === feed) feeds.delete(key);
      },
    });
    feeds.set(key, feed);
  }

  #of(graph: ServedGraph): Map<string, Feed> {
    const feeds = this.#feeds.get(graph) ?? new Map<string, Feed>();
    this.#feeds.set(graph, feeds);
    return feeds;
  }
}
