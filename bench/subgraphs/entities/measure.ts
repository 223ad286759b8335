import type { Child } from '../../gateway/child/child.ts';
import { percentile } from '../../gateway/load/percentile.ts';
import { keepAsking } from '../ask-subgraph.ts';
import type { Selection } from './selections.ts';
import type { Calls, Stage } from './stage.ts';

/** What a call takes: until it is answered, and of the processor within the process that answers it. */
export type Cost = { p50Ms: number; p99Ms: number; cpuMs: number };

export type Measured = {
  type: string;
  statements: number;
  connections: number;
  rounds: { subgraph: Cost; sql: Cost }[];
};

/** How long, and how often, each is measured. */
export type Pace = { rounds: number; milliseconds: number; warmUpMs: number };

export const FULL: Pace = { rounds: 5, milliseconds: 2_000, warmUpMs: 1_000 };
export const QUICK: Pace = { rounds: 1, milliseconds: 300, warmUpMs: 300 };

async function costOf(child: Child, call: () => Promise<number[]>): Promise<Cost> {
  const before = await child.usage();
  const latencies = await call();
  const { cpuMicroseconds } = await child.usage();
  return {
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    cpuMs: (cpuMicroseconds - before.cpuMicroseconds) / 1_000 / latencies.length,
  };
}

/** Measures the calls of one selection, and its statements alone, by turns. */
export async function measure(
  { url, subgraph, bareSql }: Stage,
  selection: Selection,
  { bodies, statements }: Calls,
  connections: number,
  pace: Pace,
): Promise<Measured> {
  const asking = { url, subgraph: selection.subgraph, bodies, connections };
  const viaSubgraph = (milliseconds: number) => keepAsking({ ...asking, milliseconds });
  const viaSql = (milliseconds: number) =>
    bareSql.ask<number[]>('call', { calls: statements, connections, milliseconds });
  await viaSubgraph(pace.warmUpMs);
  await viaSql(pace.warmUpMs);
  const rounds: Measured['rounds'] = [];
  for (let round = 0; round < pace.rounds; round += 1) {
    rounds.push({
      subgraph: await costOf(subgraph, () => viaSubgraph(pace.milliseconds)),
      sql: await costOf(bareSql, () => viaSql(pace.milliseconds)),
    });
  }
  return { type: selection.type, statements: statements[0]?.flat().length ?? 0, connections, rounds };
}
