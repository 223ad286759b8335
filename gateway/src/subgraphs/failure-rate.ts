import { CircuitState, type IBreaker } from 'cockatiel';

/** How long a call counts. */
const WINDOW_MS = 10_000;
/** Fewer calls than this tell nothing. */
const LEAST_CALLS = 20;
const MOST_FAILED = 0.5;

const SPANS = 20;
const SPAN_MS = WINDOW_MS / SPANS;

type Span = { number: number; calls: number; failed: number };

/**
 * Opens a circuit when of at least 20 calls within 10 s half have failed. Cockatiel's own `SamplingBreaker`
 * forgets old calls only as new ones come, so that one failure after a quiet hour may open it.
 */
export class FailureRate implements IBreaker {
  /** nothing is kept beyond the process */
  state: unknown;
  readonly #spans = Array.from({ length: SPANS }, (): Span => ({ number: 0, calls: 0, failed: 0 }));

  success(state: CircuitState): void {
    if (state === CircuitState.HalfOpen) for (const span of this.#spans) span.number = 0;
    this.#count(0);
  }

  failure(state: CircuitState): boolean {
    const latest = this.#count(1);
    if (state === CircuitState.HalfOpen) return true;
    let calls = 0;
    let failed = 0;
    for (const span of this.#spans) {
      if (span.number <= latest - SPANS) continue;
      calls += span.calls;
      failed += span.failed;
    }
    return calls >= LEAST_CALLS && failed >= MOST_FAILED * calls;
  }

  /** @returns the number of the span that it counts for */
  #count(failed: 0 | 1): number {
    const number = Math.floor(Date.now() / SPAN_MS);
    const span = this.#spans[number % SPANS] as Span;
    if (span.number !== number) Object.assign(span, { number, calls: 0, failed: 0 });
    span.calls++;
    span.failed += failed;
    return number;
  }
}
