import type { Child } from '../../gateway/child/child.ts';
import { percentile } from '../../gateway/load/percentile.ts';
import { keepAsking } from '../ask-subgraph.ts';
import type { Selection } from './selections.ts';
import type { Calls, Stage } from './stage.ts';

/** What a call takes: until it is answered, and of the processor within the process that answers it. */
export type Cost = { p50Ms: number; p99Ms: number; cpuMs: number };

export type Measured = {
  selection: Selection;
  statements: number;
  connections: number;
  subgraph: Cost;
  sql: Cost;
};

const WARM_UP_MS = 1_000;
const RUN_MS = 2_000;
const ROUNDS = 3;

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

/** What several rounds come to: the middle one of each figure. */
const middle = (costs: readonly Cost[]): Cost => ({
  p50Ms: percentile(
    costs.map(({ p50Ms }) => p50Ms),
    0.5,
  ),
  p99Ms: percentile(
    costs.map(({ p99Ms }) => p99Ms),
    0.5,
  ),
  cpuMs: percentile(
    costs.map(({ cpuMs }) => cpuMs),
    0.5,
  ),
});

/** Measures the calls of one selection, and its statements alone, by turns. */
export async function measure(
  { url, subgraph, bareSql }: Stage,
  selection: Selection,
  { bodies, statements }: Calls,
  connections: number,
): Promise<Measured> {
  const asking = { url, subgraph: selection.subgraph, bodies, connections };
  const viaSubgraph = (milliseconds: number) => keepAsking({ ...asking, milliseconds });
  const viaSql = (milliseconds: number) =>
    bareSql.ask<number[]>('call', { calls: statements, connections, milliseconds });
  await viaSubgraph(WARM_UP_MS);
  await viaSql(WARM_UP_MS);
  const rounds: { subgraph: Cost; sql: Cost }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({
      subgraph: await costOf(subgraph, () => viaSubgraph(RUN_MS)),
      sql: await costOf(bareSql, () => viaSql(RUN_MS)),
    });
  }
  return {
    selection,
    statements: statements[0]?.flat().length ?? 0,
    connections,
    subgraph: middle(rounds.map((round) => round.subgraph)),
    sql: middle(rounds.map((round) => round.sql)),
  };
}
