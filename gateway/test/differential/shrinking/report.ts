import { prettyFormatQueryPlan } from '@apollo/query-planner';
import { print } from 'graphql';
import type { Failure } from './shrink.ts';

export type Place = { supergraph: string; seed: string; number: number };

/** All that is needed to see why a trial fails, and to run it alone. */
export function report({ supergraph, seed, number }: Place, { trial, judgement }: Failure): string {
  const { operation, plan } = trial.planned;
  const { ours, stock, tried, faults, differences } = judgement;
  const json = (value: unknown) => JSON.stringify(value);
  return [
    `Case ${number} of the ${supergraph} fails with seed ${seed}. To run it alone:`,
    `ARENA_SEED=${seed} ARENA_CASE=${supergraph}:${number} npm test -- gateway/test/differential.test.ts`,
    '',
    ...differences,
    '',
    print(operation.document),
    `variables: ${json(operation.variables)}, operation name: ${operation.operationName ?? 'none'}`,
    `faults: ${[...faults.keys()].join('; ') || 'none'}, lateness: ${trial.setting.lateness}`,
    prettyFormatQueryPlan(plan),
    `ours:  ${json(ours.answer)}`,
    ...ours.calls.map((call) => `  ${call.subgraph} ${json(call.representations ?? [])}`),
    `stock: ${json(stock.answer)}`,
    ...stock.calls.map((call) => `  ${call.subgraph} ${json(call.representations ?? [])}`),
    ...(tried ?? []).flatMap(({ name, expected, differences: left }) => [
      `but for "${name}": ${json(expected.answer) === json(stock.answer) ? 'as stock' : json(expected.answer)}`,
      ...left.map((difference) => `  ${difference}`),
    ]),
  ].join('\n');
}
