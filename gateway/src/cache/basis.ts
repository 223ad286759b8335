import type { Kept, Stamp, Validity } from './cache-store.ts';

/** What hangs on more than this is not kept as a whole. */
const MAX_TAGS = 1_000;

/** What an answer rests on, gathered while its operation runs: it may be kept as long as all of that may. */
export class Basis {
  /** nothing that is older may be served: when the caller last wrote something */
  readonly notBefore: Stamp;
  #since: Stamp = Infinity;
  #expiresAtMs = Infinity;
  readonly #tags = new Set<string>();
  #isSpoiled = false;

  constructor(notBefore: Stamp) {
    this.notBefore = notBefore;
  }

  add({ since, expiresAtMs, tags }: Validity): void {
    this.#since = Math.min(this.#since, since);
    this.#expiresAtMs = Math.min(this.#expiresAtMs, expiresAtMs);
    for (const tag of tags) this.#tags.add(tag);
  }

  /** Notes that the answer rests on something that may not be kept. */
  spoil(): void {
    this.#isSpoiled = true;
  }

  /** The answer as it may be kept; undefined where it may not. */
  keeping(text: string): Kept | undefined {
    if (this.#isSpoiled || this.#tags.size === 0 || this.#tags.size > MAX_TAGS) return undefined;
    return { text, since: this.#since, expiresAtMs: this.#expiresAtMs, tags: [...this.#tags] };
  }
}
