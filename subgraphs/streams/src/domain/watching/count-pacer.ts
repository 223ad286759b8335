/** How many events a process hands to those who watch a match, in a second. */
const EVENTS_PER_SECOND = 1_000;

/** Hands counts on to many people, the more of them the less often; of those that come in between, the last. */
export class CountPacer {
  readonly #intervalMs: number;
  readonly #tell: (count: number) => void;
  #waiting: { count: number; timer: NodeJS.Timeout } | undefined;
  #toldAtMs = -Infinity;

  /** @param intervalMs how long to wait at least until the next count */
  constructor(intervalMs: number, tell: (count: number) => void) {
    this.#intervalMs = intervalMs;
    this.#tell = tell;
  }

  /** Tells a count, at once or in its time. */
  set(count: number, people: number): void {
    if (this.#waiting) {
      this.#waiting.count = count;
      return;
    }
    const pauseMs = Math.max(this.#intervalMs, (people * 1_000) / EVENTS_PER_SECOND);
    const waitMs = this.#toldAtMs + pauseMs - performance.now();
    if (waitMs <= 0) this.#now(count);
    else this.#waiting = { count, timer: setTimeout(() => this.#now(this.#waiting?.count ?? count), waitMs) };
  }

  stop(): void {
    clearTimeout(this.#waiting?.timer);
  }

  #now(count: number): void {
    this.#waiting = undefined;
    this.#toldAtMs = performance.now();
    this.#tell(count);
  }
}
