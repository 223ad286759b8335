import { isAsked } from '../gateways/gateways.ts';
import { nameOfLoad, type Load, type Operation } from '../load/operations.ts';
import type { Options } from './options.ts';
import type { Measured, Stage, StartedGateway } from './stage.ts';

/** The rounds of one gateway under one operation and load. */
export type Series = { gateway: string; operation: string; load: string; rounds: Measured[] };

type Cell = { on: StartedGateway; operation: Operation; load: Load; series: Series };

const rotated = <T>(items: readonly T[], by: number): T[] => {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
};

/**
 * Puts load on one gateway after another, so that whatever changes on the machine meets them all. Within an
 * operation and load the gateways follow each other at once; who goes first changes from round to round.
 */
export async function runRounds(
  stage: Stage,
  { operations, loads, rounds, seconds, warmUpSeconds }: Options,
  onProgress: (line: string) => void,
): Promise<Series[]> {
  const groups: Cell[][] = operations.flatMap((operation) =>
    loads.map((load) =>
      stage.gateways
        .filter(({ gateway }) => isAsked(gateway, operation, load.mode))
        .map((on) => ({
          on,
          operation,
          load,
          series: {
            gateway: on.gateway.name,
            operation: operation.name,
            load: nameOfLoad(load),
            rounds: [],
          },
        })),
    ),
  );
  if (warmUpSeconds > 0) {
    onProgress('warming up');
    for (const { on, operation, load } of groups.flat()) await stage.load(on, operation, load, warmUpSeconds);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const group of rotated(groups, round)) {
      for (const { on, operation, load, series } of rotated(group, round)) {
        const measured = await stage.load(on, operation, load, seconds);
        series.rounds.push(measured);
        onProgress(
          `round ${round + 1}/${rounds} ${operation.name} ${nameOfLoad(load)} ${on.gateway.name}: ` +
            `${measured.cpuMsPerRequest.toFixed(3)} ms CPU, ${measured.requestsPerSecond.toFixed(0)} req/s`,
        );
      }
    }
  }
  return groups.flat().map(({ series }) => series);
}
