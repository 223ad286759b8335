import { together, type Kept, type Look, type Stamp, type Validity } from './cache-store.ts';

/** What hangs on more than this is not kept as a whole. */
const MAX_TAGS = 1_000;

/** What an answer rests on, gathered while its operation runs: it may be kept as long as all of that may. */
export class Basis {
  /** nothing that is older may be served: when the caller last wrote something */
  readonly notBefore: Stamp;
  /** no read under way is joined that may have begun before */
  readonly joins: Stamp;
  readonly #parts: Validity[] = [];
  #isSpoiled: boolean;

  /** @param isWanted whether the answer is to be kept as a whole */
  constructor({ notBefore, lastEnd }: Pick<Look, 'notBefore' | 'lastEnd'>, isWanted: boolean) {
    this.notBefore = notBefore;
    this.joins = Math.max(notBefore, lastEnd);
    this.#isSpoiled = !isWanted;
  }

  add(validity: Validity): void {
    if (!this.#isSpoiled) this.#parts.push(validity);
  }

  /** Notes that the answer rests on something that may not be kept. */
  spoil(): void {
    this.#isSpoiled = true;
  }

  /** The answer as it may be kept; undefined where it may not. */
  keeping(text: string): Kept | undefined {
    if (this.#isSpoiled) return undefined;
    const validity = together(this.#parts);
    const { size } = validity.tags;
    return size === 0 || size > MAX_TAGS ? undefined : { ...validity, text };
  }
}
