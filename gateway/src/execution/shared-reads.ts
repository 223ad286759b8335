import { unlessAborted } from './abandonment.ts';

type Read = { answer: Promise<string>; owner: AbortSignal | undefined };

/**
 * Identical reads that are under way at the same time are sent once, and each who asked gets the text of the
 * answer: text, since what is parsed of it is changed by the rest of each one's plan. Nothing is remembered
 * beyond that.
 */
export class SharedReads {
  /** by scope and body, so that no body is copied into a longer key */
  #underWay = new Map<string, Map<string, Read>>();

  /**
   * The answer to a read, from one under way if there is one.
   * @param scope the subgraph, and the caller where the answer is personal
   * @param signal of the one who asks; it ends a call that was sent for them, and whoever had joined sends
   *   theirs anew
   */
  async read(
    scope: string,
    body: string,
    signal: AbortSignal | undefined,
    send: () => Promise<string>,
  ): Promise<string> {
    for (;;) {
      const joined = this.#underWay.get(scope)?.get(body);
      if (!joined) return this.#start(scope, body, signal, send());
      try {
        return await unlessAborted(joined.answer, signal);
      } catch (error) {
        if (signal?.aborted || !joined.owner?.aborted) throw error;
      }
    }
  }

  /** After a write no read that began before it may be joined, or a caller would not see what they have written. */
  written(): void {
    this.#underWay.clear();
  }

  #start(
    scope: string,
    body: string,
    owner: AbortSignal | undefined,
    answer: Promise<string>,
  ): Promise<string> {
    const read = { answer, owner };
    const reads = this.#underWay.get(scope) ?? new Map<string, Read>();
    this.#underWay.set(scope, reads.set(body, read));
    const forget = () => {
      if (reads.get(body) === read) reads.delete(body);
      if (reads.size === 0 && this.#underWay.get(scope) === reads) this.#underWay.delete(scope);
    };
    answer.then(forget, forget);
    return answer;
  }
}
