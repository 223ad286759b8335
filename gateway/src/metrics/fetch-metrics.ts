import type { Metrics } from '@arena/subgraph-kit';
import { CircuitOpen, type Transport } from '../execution/transport.ts';

/** How a call of a subgraph came out, by what it was rejected with. */
function failureOf(error: unknown, signal: AbortSignal | undefined): string {
  if (error instanceof CircuitOpen) return 'circuit_open';
  return signal?.aborted ? 'aborted' : 'failed';
}

/** A transport whose calls are counted and timed, by subgraph. */
export function measuredTransport(transport: Transport, metrics: Metrics): Transport {
  const durations = metrics.histogram({
    name: 'arena_gateway_fetch_duration_seconds',
    help: 'How long calls of subgraphs took: ok, failed, aborted by whoever asked, or refused by an open circuit.',
    labels: ['subgraph', 'outcome'],
  });
  return async (call) => {
    const startedAt = performance.now();
    let outcome = 'ok';
    try {
      return await transport(call);
    } catch (error) {
      outcome = failureOf(error, call.signal);
      throw error;
    } finally {
      durations.observe((performance.now() - startedAt) / 1_000, [call.subgraph, outcome]);
    }
  };
}

/** Tells which circuits are open; each is closed until it is told otherwise. */
export function circuitMetrics(
  subgraphs: readonly string[],
  metrics: Metrics,
): (subgraph: string, isOpen: boolean) => void {
  const open = metrics.gauge({
    name: 'arena_gateway_circuit_open',
    help: '1 while a subgraph is not called since most calls fail, else 0.',
    labels: ['subgraph'],
  });
  for (const subgraph of subgraphs) open.set(0, [subgraph]);
  return (subgraph, isOpen) => open.set(isOpen ? 1 : 0, [subgraph]);
}
