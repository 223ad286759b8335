import { LatestQueue } from '@arena/live';
import type { LiveResult } from './live-result.ts';
import { StreamEnded } from './stream-ended.ts';

export type StreamOptions = {
  /** how many events may wait for the client to take them */
  capacity: number;
  /** a client that misses more than this many, and takes none between, is cut off */
  maxDropped: number;
  /** told of each event that the client takes, and how many it missed before */
  onTaken?: (dropped: number) => void;
  /** told once that nothing more is taken in, however that came about, and how many the client missed and never hears of */
  onClose: (dropped: number) => void;
};

const tooSlow = () =>
  new StreamEnded(
    [
      {
        message: 'Events come faster than they are taken',
        extensions: { code: 'LIMIT_EXCEEDED', reason: 'SLOW_CONSUMER' },
      },
    ],
    'slow',
  );

/** The events of one client's subscription, from wherever they come at the time. */
export class Stream implements AsyncIterableIterator<LiveResult, undefined> {
  readonly #queue: LatestQueue<LiveResult>;
  readonly #maxDropped: number;
  readonly #onTaken: ((dropped: number) => void) | undefined;
  #dropped = 0;
  #failure: StreamEnded | undefined;
  #isClosed = false;
  /** whether the client takes nothing more either */
  #isOver = false;
  /** told at once when the stream fails, for a client that takes nothing does not come to hear of it */
  onFailure: ((error: StreamEnded) => void) | undefined;

  constructor({ capacity, maxDropped, onTaken, onClose }: StreamOptions) {
    this.#onTaken = onTaken;
    this.#queue = new LatestQueue<LiveResult>({
      capacity,
      onClose: () => {
        this.#isClosed = true;
        onClose(this.#isOver ? this.#takeDropped() : 0);
      },
    });
    this.#maxDropped = maxDropped;
  }

  /** whether nothing more is taken in */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** what it rejects with, or has rejected with */
  get failure(): StreamEnded | undefined {
    return this.#failure;
  }

  /**
   * Takes in an event.
   * @param key of two events with one key the later makes the earlier old
   * @param dropped how many were missed before it, by all who share its source
   */
  push(result: LiveResult, key: string, dropped: number): void {
    this.#dropped += dropped;
    this.#queue.push(result, key);
    if (this.#queue.droppedInARow > this.#maxDropped) this.fail(tooSlow());
  }

  /** No event comes any more. */
  end(): void {
    this.#queue.end();
  }

  fail(error: StreamEnded): void {
    if (this.#isClosed) return;
    this.#failure = error;
    this.#isOver = true;
    this.#queue.fail(error);
    this.onFailure?.(error);
  }

  async next(): Promise<IteratorResult<LiveResult, undefined>> {
    const taken = await this.#queue.next();
    if (taken.done) return taken;
    const dropped = this.#takeDropped();
    this.#onTaken?.(dropped);
    return dropped > 0 ? { done: false, value: taken.value.withDropped(dropped) } : taken;
  }

  return(): Promise<IteratorResult<LiveResult, undefined>> {
    this.#isOver = true;
    return this.#queue.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** How many were missed since this was last asked. */
  #takeDropped(): number {
    const dropped = this.#dropped + this.#queue.takeDropped();
    this.#dropped = 0;
    return dropped;
  }
}
