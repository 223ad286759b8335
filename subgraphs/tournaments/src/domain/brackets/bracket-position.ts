import type { MatchRow } from '../../db/schema.ts';
import { existing, type Loaders } from '../../loaders.ts';
import { groupOf, type BracketGroup } from './bracket-groups.ts';

/** Where a match stands in its bracket. */
export type BracketPosition = { bracketId: string; group: BracketGroup; round: number; number: number };

/** Where a match stands in its bracket; null where it is part of none. */
export async function bracketPositionOf(
  loaders: Loaders,
  { roundId, numberInRound }: MatchRow,
): Promise<BracketPosition | null> {
  if (roundId === null || numberInRound === null) return null;
  const { bracketId, format, groupNumber, number } = await existing(loaders.roundById.load(roundId));
  return { bracketId, group: groupOf(format, groupNumber), round: number, number: numberInRound };
}
