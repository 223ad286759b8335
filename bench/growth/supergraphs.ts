// How the cost of a gateway grows with its supergraph: to start it, and to serve the same operations.
import type { Section } from '../report/report.ts';
import { spread, withSpread } from '../report/spread.ts';
import { besideEachOther, inSequence } from './graph/operations.ts';
import type { Pace } from './pace.ts';
import type { Cost, Graph, Stage } from './stage.ts';

const SMALL = inSequence(1);
const JOINED = besideEachOther(1);

export type SupergraphRound = {
  startMs: number;
  heapBytes: number;
  /** until the first request of all is answered */
  firstOfAllMs: number;
  /** operations that the gateway has not met, once it is warm */
  met: Cost;
  known: Cost;
};

export type SupergraphCosts = { subgraphs: number; sdlBytes: number; rounds: SupergraphRound[] };

async function measureRound(stage: Stage, graph: Graph, pace: Pace): Promise<SupergraphRound> {
  const gateway = await stage.startGateway(graph);
  const heapBytes = await gateway.child.ask<number>('heap');
  const first = await stage.load(gateway, { operation: JOINED, isNew: true, until: { requests: 1 } });
  await stage.check(gateway, graph, SMALL);
  const [warmUp, until] = [{ milliseconds: pace.warmUpMs }, { milliseconds: pace.milliseconds }];
  await stage.load(gateway, { operation: JOINED, isNew: true, until: warmUp });
  const met = await stage.load(gateway, { operation: JOINED, isNew: true, until });
  await stage.load(gateway, { operation: SMALL, isNew: false, until: warmUp });
  const known = await stage.load(gateway, { operation: SMALL, isNew: false, until });
  await gateway.child.stop();
  return { startMs: gateway.startMs, heapBytes, firstOfAllMs: first.p50Ms, met, known };
}

/** Measures fresh gateways in front of each of the supergraphs. */
export async function measureSupergraphs(
  stage: Stage,
  graphs: readonly Graph[],
  pace: Pace,
): Promise<SupergraphCosts[]> {
  const costs = graphs.map(({ subgraphs, supergraphSdl }): SupergraphCosts => {
    return { subgraphs, sdlBytes: supergraphSdl.length, rounds: [] };
  });
  for (let round = 0; round < pace.rounds; round += 1) {
    for (const [index, graph] of graphs.entries()) {
      const one = await measureRound(stage, graph, pace);
      costs[index]?.rounds.push(one);
      console.error(
        `round ${round + 1}/${pace.rounds}: ${graph.subgraphs} subgraphs: started in ${one.startMs.toFixed(0)} ms`,
      );
    }
  }
  return costs;
}

const over = (
  rounds: readonly SupergraphRound[],
  valueOf: (round: SupergraphRound) => number,
  digits: number,
) => withSpread(spread(rounds.map(valueOf)), digits);

export const supergraphsSection = (costs: readonly SupergraphCosts[]): Section => ({
  title: 'The size of the supergraph',
  text:
    'Each round starts a gateway of its own; its modules are loaded before the time begins, and its heap is taken, ' +
    `garbage collected, before it is asked anything. At first: an operation of ${JOINED.fetches} fetches that the ` +
    'gateway has not met, as the first request of all and then once it is warm. Known: an operation of one fetch.',
  tables: [
    {
      head: [
        'subgraphs',
        'SDL kB',
        'start ms',
        'heap MB',
        'first of all: ms',
        'at first: CPU ms',
        'p50 ms',
        'known: CPU ms',
        'p50 ms',
      ],
      rows: costs.map(({ subgraphs, sdlBytes, rounds }) => [
        subgraphs,
        Math.round(sdlBytes / 1_000),
        over(rounds, ({ startMs }) => startMs, 0),
        over(rounds, ({ heapBytes }) => heapBytes / 1_000_000, 0),
        over(rounds, ({ firstOfAllMs }) => firstOfAllMs, 0),
        over(rounds, ({ met }) => met.cpuMs, 2),
        over(rounds, ({ met }) => met.p50Ms, 1),
        over(rounds, ({ known }) => known.cpuMs, 3),
        over(rounds, ({ known }) => known.p50Ms, 2),
      ]),
    },
  ],
});
