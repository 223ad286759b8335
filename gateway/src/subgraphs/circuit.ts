import type { Logger } from '@arena/subgraph-kit';
import { BrokenCircuitError, circuitBreaker, CircuitState, handleType } from 'cockatiel';
import { unlessAborted } from '../execution/abandonment.ts';
import { CircuitOpen } from '../execution/transport.ts';
import { CallFailed } from './call-failures.ts';
import { FailureRate } from './failure-rate.ts';

/** How long a subgraph is left alone before it is tried again. */
const OPEN_MS = 5_000;

/** Sends a call, or refuses to. */
export type Circuit = <Answer>(
  signal: AbortSignal | undefined,
  send: (signal: AbortSignal | undefined) => Promise<Answer>,
) => Promise<Answer>;

/**
 * Makes the circuit of a subgraph: while most of what is sent fails, nothing is sent but one probe now and then.
 * Only CallFailed counts as a failure.
 * @param onChange told when it opens and when it closes
 * @returns a function that rejects with CircuitOpen, or what `send` rejects with
 */
export function createCircuit(
  subgraph: string,
  logger: Logger,
  onChange: (isOpen: boolean) => void = () => {},
): Circuit {
  const breaker = circuitBreaker(handleType(CallFailed), {
    halfOpenAfter: OPEN_MS,
    breaker: new FailureRate(),
  });
  const refused = () => new CircuitOpen(`The subgraph ${subgraph} is not called while most calls fail`);
  breaker.onBreak((reason) => {
    onChange(true);
    logger.warn({ subgraph, err: 'error' in reason ? reason.error : undefined }, 'circuit opened');
  });
  breaker.onHalfOpen(() => logger.info({ subgraph }, 'circuit half-open'));
  breaker.onReset(() => {
    onChange(false);
    logger.info({ subgraph }, 'circuit closed');
  });

  return async (signal, send) => {
    // cockatiel would let everybody wait for the probe
    if (breaker.state === CircuitState.HalfOpen) throw refused();
    // a caller who hangs up is not to decide about the subgraph
    const isProbe = breaker.state === CircuitState.Open;
    const answer = breaker.execute(() => send(isProbe ? undefined : signal));
    try {
      return await (isProbe ? unlessAborted(answer, signal) : answer);
    } catch (error) {
      throw error instanceof BrokenCircuitError ? refused() : error;
    }
  };
}
