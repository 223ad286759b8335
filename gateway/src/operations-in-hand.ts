import { setTimeout } from 'node:timers/promises';

/** The operations that are under way, whatever they came by; streams are not among them. */
export class OperationsInHand {
  readonly #most: number;
  #count = 0;
  #onIdle: (() => void) | undefined;

  /** @param most how many there may be */
  constructor(most: number) {
    this.#most = most;
  }

  get isFull(): boolean {
    return this.#count >= this.#most;
  }

  /** Counts one more. @returns a function that counts it no more */
  enter(): () => void {
    this.#count++;
    let isHere = true;
    return () => {
      if (!isHere) return;
      isHere = false;
      this.#count--;
      if (this.#count === 0) this.#onIdle?.();
    };
  }

  /** Resolves once none is under way, or `timeoutMs` have passed. */
  async untilIdle(timeoutMs: number): Promise<void> {
    if (this.#count === 0) return;
    const given = new AbortController();
    const idle = new Promise<void>((resolve) => (this.#onIdle = resolve));
    await Promise.race([idle, setTimeout(timeoutMs, undefined, { signal: given.signal }).catch(() => {})]);
    given.abort();
  }
}
