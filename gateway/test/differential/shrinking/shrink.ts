import { validate, type DocumentNode } from 'graphql';
import { judge, type Bench, type Judgement, type Trial } from '../compare/judge.ts';
import { planOperation } from '../sides/planned.ts';
import { smallerDocuments } from './reductions.ts';

/** The most trials that making a case smaller takes. */
const MAX_TRIALS = 1500;

export type Failure = { trial: Trial; judgement: Judgement };

/** Makes a failing trial smaller as long as it fails: its operation and the faults in it. */
export async function shrink(bench: Bench, failure: Failure): Promise<Failure> {
  let smallest = failure;
  let left = MAX_TRIALS;

  async function stillFails(trial: Trial): Promise<boolean> {
    if (left-- <= 0) return false;
    const judgement = await judge(bench, trial);
    if (judgement.differences.length === 0) return false;
    smallest = { trial, judgement };
    return true;
  }

  function withDocument(document: DocumentNode): Trial | undefined {
    if (validate(bench.tested.apiSchema, document).length > 0) return undefined;
    const { trial } = smallest;
    const planned = planOperation(bench.tested, { ...trial.planned.operation, document });
    return planned && { ...trial, planned, prepared: bench.ours.prepare(planned) };
  }

  async function smallerOperation(): Promise<boolean> {
    for (const document of smallerDocuments(smallest.trial.planned.operation.document)) {
      const trial = withDocument(document);
      if (trial && (await stillFails(trial))) return true;
    }
    return false;
  }

  async function fewerFaults(): Promise<boolean> {
    const { trial, judgement } = smallest;
    for (const site of judgement.faults.keys()) {
      const spared = new Set([...trial.setting.spared, site]);
      if (await stillFails({ ...trial, setting: { ...trial.setting, spared } })) return true;
    }
    return false;
  }

  while (left > 0 && ((await smallerOperation()) || (await fewerFaults())));
  return smallest;
}
