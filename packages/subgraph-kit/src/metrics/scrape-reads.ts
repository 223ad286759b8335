import { setTimeout as pause } from 'node:timers/promises';

/** How long what was read is told again, and how long one scrape waits for it. */
export type ReadTimes = { keptMs: number; timeoutMs: number };

/** A database is asked no more often than this, however many scrape. */
export const OF_A_DATABASE: ReadTimes = { keptMs: 5_000, timeoutMs: 2_000 };
const OF_THIS_PROCESS: ReadTimes = { keptMs: 0, timeoutMs: 2_000 };

type Read = {
  read: () => void | Promise<void>;
  times: ReadTimes;
  at: number;
  underWay?: Promise<void> | undefined;
};

/**
 * What is read when metrics are asked for. A reading that fails or hangs costs nothing but its own metrics, and all who
 * ask at a time share one.
 */
export class ScrapeReads {
  readonly #reads = new Map<string, Read>();
  readonly #onFailure: (name: string) => void;

  /** @param onFailure told of each reading that failed or came too late */
  constructor(onFailure: (name: string) => void) {
    this.#onFailure = onFailure;
  }

  /** Has something read at each scrape, in place of what had that name. @returns a function that ends it */
  add(name: string, read: Read['read'], times: ReadTimes = OF_THIS_PROCESS): () => void {
    const added: Read = { read, times, at: -Infinity };
    this.#reads.set(name, added);
    return () => {
      if (this.#reads.get(name) === added) this.#reads.delete(name);
    };
  }

  /** Reads all that is not read lately. It never rejects, and takes no longer than the readings may. */
  async run(): Promise<void> {
    await Promise.all([...this.#reads].map(([name, read]) => this.#inTime(name, read)));
  }

  async #inTime(name: string, read: Read): Promise<void> {
    if (!read.underWay && performance.now() - read.at < read.times.keptMs) return;
    read.underWay ??= this.#start(name, read);
    const timer = new AbortController();
    const late = pause(read.times.timeoutMs, true, { signal: timer.signal }).catch(() => false);
    if (await Promise.race([read.underWay.then(() => false), late])) this.#onFailure(name);
    timer.abort();
  }

  async #start(name: string, read: Read): Promise<void> {
    try {
      await read.read();
    } catch {
      this.#onFailure(name);
    } finally {
      read.at = performance.now();
      read.underWay = undefined;
    }
  }
}
