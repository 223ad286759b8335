import type { BracketFormat } from '../../db/schema.ts';

/** A part of a bracket. */
export type BracketGroup = 'MAIN' | 'THIRD_PLACE' | 'WINNERS' | 'LOSERS' | 'GRAND_FINAL';

/** The parts of a bracket by number, from 1, as the library for brackets lays them out. */
const GROUPS: Record<BracketFormat, readonly BracketGroup[]> = {
  SINGLE_ELIMINATION: ['MAIN', 'THIRD_PLACE'],
  DOUBLE_ELIMINATION: ['WINNERS', 'LOSERS', 'GRAND_FINAL'],
  ROUND_ROBIN: ['MAIN'],
  SWISS: ['MAIN'],
};

/** Which part of a bracket has this number. */
export function groupOf(format: BracketFormat, number: number): BracketGroup {
  const group = GROUPS[format][number - 1];
  if (!group) throw new Error(`A ${format} bracket has no group ${number}`);
  return group;
}
