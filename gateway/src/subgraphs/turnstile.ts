/** More wait for a subgraph than are let wait. */
export class TooManyWaiting extends Error {
  override name = 'TooManyWaiting';
}

/**
 * Lets so many in at a time and so many wait, first come, first served. Who gives up waiting is gone at once,
 * whereas in undici's own queue it would stay, and cost the connection that it gets in the end.
 */
export class Turnstile {
  readonly #places: number;
  readonly #maxWaiting: number;
  readonly #inside = new Set<() => void>();
  readonly #waiting = new Set<() => void>();

  constructor(places: number, maxWaiting: number) {
    this.#places = places;
    this.#maxWaiting = maxWaiting;
  }

  /**
   * Calls `start` once there is a place, at once if there is one now. Whoever entered must leave.
   * @throws TooManyWaiting
   */
  enter(start: () => void): void {
    if (this.#inside.size < this.#places) {
      this.#inside.add(start);
      start();
    } else if (this.#waiting.size < this.#maxWaiting) this.#waiting.add(start);
    else throw new TooManyWaiting(`${this.#maxWaiting} calls wait for a connection already`);
  }

  /** Gives up the place of `start`, or its wait for one. */
  leave(start: () => void): void {
    if (!this.#inside.delete(start)) return void this.#waiting.delete(start);
    const [next] = this.#waiting;
    if (!next) return;
    this.#waiting.delete(next);
    this.#inside.add(next);
    next();
  }
}
