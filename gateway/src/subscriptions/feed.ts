import { LatestQueue } from '@arena/live';
import type { Logger } from '@arena/subgraph-kit';
import type { Context } from '../context.ts';
import type { Answer } from '../execution/answer.ts';
import { eventKey } from './event-key.ts';
import type { LiveResult } from './live-result.ts';
import type { Stream } from './stream.ts';
import type { UpstreamConsumer } from './upstream.ts';

/** Who takes the events of a feed, and in whose name they are completed. */
export type Subscriber = { stream: Stream; context: Context };

/** Where the events of a feed come from, and what is made of them. */
export type Course = {
  /** begins to have a consumer told of the events; gives a function that ends it */
  join: (consumer: UpstreamConsumer) => () => void;
  /** makes of an event what clients get */
  complete: (event: Answer, context: Context) => Promise<LiveResult>;
  /** told once that nobody may join by this course any more */
  onOver: () => void;
};

export type FeedOptions = {
  /** how many events may wait to be completed */
  capacity: number;
  logger: Logger;
};

/** An event, to be completed by what was planned together with what it was asked for by. */
type Waiting = { event: Answer; complete: Course['complete'] };

/** The events of one operation, completed once for all who have subscribed to just this. */
export class Feed {
  readonly #logger: Logger;
  readonly #queue: LatestQueue<Waiting>;
  readonly #subscribers = new Set<Subscriber>();
  #course: Course | undefined;
  #leave: (() => void) | undefined;
  /** present once nothing more comes */
  #tellEnd: ((stream: Stream) => void) | undefined;

  constructor({ capacity, logger }: FeedOptions) {
    this.#logger = logger;
    this.#queue = new LatestQueue<Waiting>({ capacity });
    void this.#pump();
  }

  /** those who are to hear of the events, at least one until the feed is over */
  get subscribers(): ReadonlySet<Subscriber> {
    return this.#subscribers;
  }

  /** whether nothing more comes, though those who are here may not have heard of it yet */
  get isOver(): boolean {
    return this.#tellEnd !== undefined;
  }

  add(subscriber: Subscriber): void {
    this.#subscribers.add(subscriber);
  }

  /** Takes out a subscriber; the last to go ends the feed. */
  remove(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    if (this.#subscribers.size > 0 || this.#tellEnd) return;
    this.#course?.onOver();
    this.#leave?.();
    this.#queue.end();
  }

  /** Takes its events from here on, those that have come before in their order. Somebody must have been added. */
  follow(course: Course): void {
    const leaveBefore = this.#leave;
    this.#course?.onOver();
    this.#course = course;
    const { join, complete } = course;
    this.#leave = join({
      context: () => this.#context(),
      event: (event) => this.#queue.push({ event, complete }, eventKey(event.data)),
      end: () => this.#over((stream) => stream.end()),
      fail: (error) => this.#over((stream) => stream.fail(error)),
    });
    leaveBefore?.();
  }

  /** Nobody joins any more, and those who have are told so after all that has come for them. */
  #over(tell: (stream: Stream) => void): void {
    this.#tellEnd = tell;
    this.#course?.onOver();
    this.#queue.end();
  }

  #context(): Context {
    const [subscriber] = this.#subscribers;
    if (!subscriber) throw new Error('Nobody wants these events any more');
    return subscriber.context;
  }

  async #pump(): Promise<void> {
    for await (const waiting of this.#queue) {
      if (this.#subscribers.size === 0) break;
      const dropped = this.#queue.takeDropped();
      const result = await this.#complete(waiting);
      if (!result) continue;
      const key = eventKey(waiting.event.data);
      for (const { stream } of this.#subscribers) stream.push(result, key, dropped);
    }
    for (const { stream } of [...this.#subscribers]) this.#tellEnd?.(stream);
  }

  async #complete({ event, complete }: Waiting): Promise<LiveResult | undefined> {
    try {
      return await complete(event, this.#context());
    } catch (error) {
      this.#logger.error({ err: error }, 'a live event is lost');
      return undefined;
    }
  }
}
