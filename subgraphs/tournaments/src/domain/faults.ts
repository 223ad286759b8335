import { BadUserInput } from '@arena/subgraph-kit';
import type { z } from 'zod';

/** A broken rule: where in the input, and what the rule is. */
export type Fault = { path: (string | number)[]; message: string };

/** The same faults, further down in the input. */
export const under = (path: string, faults: readonly Fault[]): Fault[] =>
  faults.map((fault) => ({ ...fault, path: [path, ...fault.path] }));

/** Reports faults found by a rule over several fields to zod. */
export function report(faults: readonly Fault[], context: z.core.$RefinementCtx): void {
  for (const fault of faults) context.addIssue({ code: 'custom', ...fault });
}

/** The error that names every fault. */
export const badInput = (faults: readonly Fault[]): BadUserInput =>
  new BadUserInput(faults.map(({ path, message }) => ({ path: path.join('.'), message })));
