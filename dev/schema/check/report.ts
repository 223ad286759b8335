import type { BreakingChange, Verdict } from './verdict.ts';
import { brokenOperations, recordedUse, summary } from './wording.ts';

function breakingLines(change: BreakingChange): string[] {
  return [
    `${change.isUnused ? 'breaking, unused' : 'BREAKING'}  ${change.coordinate}: ${change.message}`,
    `  operations: ${brokenOperations(change)}`,
    `  recorded usage: ${recordedUse(change)}`,
    ...(change.advice === undefined ? [] : [`  ${change.advice}`]),
  ];
}

/** The verdict as text for a terminal. */
export function formatReport(base: string, verdict: Verdict): string {
  const told = [...verdict.dangerous, ...verdict.safe];
  return [
    ...verdict.breaking.flatMap(breakingLines),
    ...told.map(({ level, coordinate, message }) => `${level}  ${coordinate}: ${message}`),
    `${summary(base, verdict)}.`,
    verdict.passes ? 'No known use breaks.' : 'This breaks clients, or may: see docs/schema.md.',
  ].join('\n');
}
