// How the cost of an operation grows with its plan: met for the first time, and when it is known.
import type { Section } from '../report/report.ts';
import { spread, withSpread } from '../report/spread.ts';
import { besideEachOther, inSequence, type Operation } from './graph/operations.ts';
import type { Pace } from './pace.ts';
import type { Cost, Gateway, Graph, Stage } from './stage.ts';

const OPERATIONS = [
  inSequence(1),
  besideEachOther(1),
  besideEachOther(4),
  besideEachOther(16),
  inSequence(4),
  inSequence(10),
];

/** so many operations tell how much memory each takes while the gateway knows it */
const KEPT = 60;

export type PlanCosts = {
  operation: Operation;
  /** each request with an operation that the gateway has not met */
  met: Cost[];
  known: Cost[];
  keptBytes: number[];
};

/** What the heap grows by for each operation of a kind that the gateway comes to know. */
async function keptBytes(stage: Stage, { url, child, startMs }: Gateway, operation: Operation) {
  const before = await child.ask<number>('heap');
  await stage.load({ url, child, startMs }, { operation, isNew: true, until: { requests: KEPT } });
  return ((await child.ask<number>('heap')) - before) / KEPT;
}

/** Measures operations of one to 64 fetches. */
export async function measurePlans(stage: Stage, graph: Graph, pace: Pace): Promise<PlanCosts[]> {
  const gateway = await stage.startGateway(graph);
  const costs: PlanCosts[] = [];
  for (const operation of OPERATIONS) {
    await stage.check(gateway, graph, operation);
    const until = { milliseconds: pace.warmUpMs };
    await stage.load(gateway, { operation, isNew: false, until });
    await stage.load(gateway, { operation, isNew: true, until });
    costs.push({ operation, met: [], known: [], keptBytes: [] });
  }
  for (let round = 0; round < pace.rounds; round += 1) {
    for (const { operation, met, known } of costs) {
      const until = { milliseconds: pace.milliseconds };
      known.push(await stage.load(gateway, { operation, isNew: false, until }));
      met.push(await stage.load(gateway, { operation, isNew: true, until }));
      console.error(
        `round ${round + 1}/${pace.rounds}: ${operation.name}: ` +
          `${met[round]?.cpuMs.toFixed(2)} ms of CPU at first, ${known[round]?.cpuMs.toFixed(2)} ms from then on`,
      );
    }
  }
  await gateway.child.stop();
  for (let round = 0; round < pace.rounds; round += 1) {
    // one that keeps nothing yet, so that nothing is let go of meanwhile
    const fresh = await stage.startGateway(graph);
    for (const { operation } of costs)
      await stage.load(fresh, { operation, isNew: true, until: { requests: 4 } });
    for (const one of costs) one.keptBytes.push(await keptBytes(stage, fresh, one.operation));
    await fresh.child.stop();
  }
  return costs;
}

const over = (costs: readonly Cost[], valueOf: (cost: Cost) => number, digits: number) =>
  withSpread(spread(costs.map(valueOf)), digits);

export const plansSection = (costs: readonly PlanCosts[], subgraphs: number): Section => ({
  title: 'The size of the plan',
  text:
    `Operations on a supergraph of ${subgraphs} subgraphs. At first: each request brings an operation that the gateway has ` +
    'not met, which is parsed, validated, authorised, planned, compiled and run. Known: it is met again and again. CPU is ' +
    'the gateway’s. Kept is what its heap grows by, garbage collected, for each operation that it comes to know.',
  tables: [
    {
      head: [
        'fetches',
        'at first: CPU ms',
        'p50 ms',
        'p99 ms',
        'known: CPU ms',
        'p50 ms',
        'p99 ms',
        'known: CPU µs a fetch',
        'kept kB',
      ],
      rows: costs.map(({ operation, met, known, keptBytes }) => [
        operation.name,
        over(met, ({ cpuMs }) => cpuMs, 2),
        over(met, ({ p50Ms }) => p50Ms, 1),
        over(met, ({ p99Ms }) => p99Ms, 1),
        over(known, ({ cpuMs }) => cpuMs, 2),
        over(known, ({ p50Ms }) => p50Ms, 1),
        over(known, ({ p99Ms }) => p99Ms, 1),
        over(known, ({ cpuMs }) => (cpuMs * 1_000) / operation.fetches, 0),
        withSpread(spread(keptBytes.map((bytes) => bytes / 1_000)), 0),
      ]),
    },
  ],
});
