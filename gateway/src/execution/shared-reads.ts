import { unlessAborted } from './abandonment.ts';

/** Sends a read; the signal aborts once nobody waits for its answer any more. */
type Send = (signal: AbortSignal) => Promise<string>;

type Read = { answer: Promise<string>; settled: boolean; waiting: number; abandon: AbortController };

/**
 * Identical reads that are under way at the same time are sent once, and each who asked gets the text of the
 * answer: text, since what is parsed of it is changed by the rest of each one's plan. Nothing is remembered
 * beyond that.
 */
export class SharedReads {
  #underWay = new Map<string, Read>();

  /**
   * The answer to a read, from one under way if there is one.
   * @param key tells all that the answer depends on
   * @param signal of the one who waits: it rejects for them, while the others get their answer
   */
  async read(key: string, signal: AbortSignal | undefined, send: Send): Promise<string> {
    const read = this.#underWay.get(key) ?? this.#start(key, send);
    read.waiting += 1;
    try {
      return await unlessAborted(read.answer, signal);
    } finally {
      read.waiting -= 1;
      if (read.waiting === 0 && !read.settled) {
        this.#forget(key, read);
        read.abandon.abort();
      }
    }
  }

  /** After a write no read that began before it may be joined, or a caller would not see what they have written. */
  written(): void {
    this.#underWay.clear();
  }

  #start(key: string, send: Send): Read {
    const abandon = new AbortController();
    const read: Read = { answer: send(abandon.signal), settled: false, waiting: 0, abandon };
    const settle = () => {
      read.settled = true;
      this.#forget(key, read);
    };
    read.answer.then(settle, settle);
    this.#underWay.set(key, read);
    return read;
  }

  #forget(key: string, read: Read): void {
    if (this.#underWay.get(key) === read) this.#underWay.delete(key);
  }
}
