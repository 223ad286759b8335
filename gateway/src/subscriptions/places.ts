import { Turnstile } from '../subgraphs/turnstile.ts';

/** Lets so many do something at a time; the others wait, first come, first served. */
export class Places {
  readonly #turnstile: Turnstile;

  constructor(places: number) {
    this.#turnstile = new Turnstile(places, Infinity);
  }

  /** Does something once there is a place for it. */
  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    let enter = (): void => {};
    await new Promise<void>((resolve) => {
      enter = resolve;
      this.#turnstile.enter(enter);
    });
    try {
      return await work();
    } finally {
      this.#turnstile.leave(enter);
    }
  }
}
