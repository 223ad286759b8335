import { judge, type Bench } from '../compare/judge.ts';
import { Ours } from '../sides/ours.ts';
import { report } from '../shrinking/report.ts';
import { shrink } from '../shrinking/shrink.ts';
import type { TestedSupergraph } from '../supergraphs.ts';
import { operationOfCase } from './case.ts';
import { casesOf, FAULTY_SETTINGS, seed } from './counts.ts';
import { settingsOf } from './settings.ts';

/** How often our answers were the stock executor's, and how often a rule explained how they differ. */
export type Tally = Record<string, number>;

const SAME = 'the same answer';

async function runCase(bench: Bench, number: number, tally: Tally): Promise<void> {
  const { name: supergraph } = bench.tested;
  const planned = operationOfCase(bench, seed, number);
  const prepared = bench.ours.prepare(planned);
  for (const setting of settingsOf(FAULTY_SETTINGS, seed, number)) {
    const trial = { planned, prepared, world: `${seed}:${number}`, setting };
    const judgement = await judge(bench, trial);
    if (judgement.differences.length > 0)
      throw new Error(report({ supergraph, seed, number }, await shrink(bench, { trial, judgement })));
    const outcome = judgement.rule ?? SAME;
    tally[outcome] = (tally[outcome] ?? 0) + 1;
  }
}

/**
 * Runs all cases that are due for a supergraph.
 * @throws Error that tells the first case that fails, made as small as can be
 */
export async function runCases(tested: TestedSupergraph): Promise<Tally> {
  const bench = { tested, ours: new Ours(tested) };
  const tally: Tally = { [SAME]: 0 };
  for (const number of casesOf(tested.name)) await runCase(bench, number, tally);
  return tally;
}
