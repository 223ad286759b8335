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

export type FeedOptions = {
  /** begins to have a consumer told of the events; gives a function that ends it */
  join: (consumer: UpstreamConsumer) => () => void;
  /** makes of an event what clients get */
  complete: (event: Answer, context: Context) => Promise<LiveResult>;
  /** how many events may wait to be completed */
  capacity: number;
  logger: Logger;
  /** told once that nobody may join any more */
  onOver: () => void;
};

/** The events of one operation, completed once for all who have subscribed to just this. */
export class Feed {
  readonly #options: FeedOptions;
  readonly #queue: LatestQueue<Answer>;
  /** those who are to hear of the next event, and those who moved on but are to hear of what is still being completed */
  readonly #subscribers = new Set<Subscriber>();
  #members = 0;
  #leave: (() => void) | undefined;
  /** present once nothing more comes */
  #tellEnd: ((stream: Stream) => void) | undefined;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#queue = new LatestQueue<Answer>({ capacity: options.capacity });
  }

  add(subscriber: Subscriber): void {
    this.#subscribers.add(subscriber);
    this.#members++;
    if (this.#leave) return;
    this.#leave = this.#options.join({
      context: () => this.#context(),
      event: (event) => this.#queue.push(event, eventKey(event.data)),
      end: () => this.#over((stream) => stream.end()),
      fail: (error) => this.#over((stream) => stream.fail(error)),
    });
    void this.#pump();
  }

  /** Takes out a subscriber who is gone; the last to go ends the feed. */
  remove(subscriber: Subscriber): void {
    if (this.#subscribers.delete(subscriber)) this.#departed();
  }

  /** Lets a subscriber go who is served by another feed from now on, once they have what is being completed. */
  release(): void {
    this.#departed();
  }

  #departed(): void {
    this.#members--;
    if (this.#members > 0 || this.#tellEnd) return;
    this.#options.onOver();
    this.#leave?.();
    this.#queue.end();
  }

  /** Nobody joins any more, and those who have are told so after all that has come for them. */
  #over(tell: (stream: Stream) => void): void {
    this.#tellEnd = tell;
    this.#options.onOver();
    this.#queue.end();
  }

  #context(): Context {
    const [subscriber] = this.#subscribers;
    if (!subscriber) throw new Error('Nobody wants these events any more');
    return subscriber.context;
  }

  async #pump(): Promise<void> {
    for await (const event of this.#queue) {
      if (this.#subscribers.size === 0) break;
      const dropped = this.#queue.takeDropped();
      const result = await this.#complete(event);
      if (!result) continue;
      const key = eventKey(event.data);
      for (const { stream } of this.#subscribers) stream.push(result, key, dropped);
    }
    const last = [...this.#subscribers];
    this.#subscribers.clear();
    for (const { stream } of last) this.#tellEnd?.(stream);
  }

  async #complete(event: Answer): Promise<LiveResult | undefined> {
    try {
      return await this.#options.complete(event, this.#context());
    } catch (error) {
      this.#options.logger.error({ err: error }, 'a live event is lost');
      return undefined;
    }
  }
}
