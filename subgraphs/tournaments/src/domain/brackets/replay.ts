import type { Queryable } from '@arena/subgraph-kit';
import { isEngineBracket } from '../../db/bracket-engine-store.ts';
import type * as schema from '../../db/schema.ts';
import type { OpponentRow } from '../../db/schema.ts';
import { advanceElimination } from './advance-elimination.ts';
import { winningSide, type BracketMatch } from './advance.ts';
import { followedBy, NO_CHANGE, type BracketChange } from './bracket-change.ts';
import { advanceSwiss, undoLaterRounds } from './swiss-rounds.ts';

/**
 * Undoes in a bracket what the former result of a match has led to, and does what its corrected result leads to.
 * Nothing that hangs on it may have been started.
 */
export async function replay(
  tx: Queryable<typeof schema>,
  { bracket, round, match }: BracketMatch,
  opponents: readonly OpponentRow[],
): Promise<BracketChange> {
  if (bracket.format === 'ROUND_ROBIN') return NO_CHANGE;
  if (isEngineBracket(bracket)) {
    return advanceElimination(tx, { bracket, round, match, winningSide: winningSide(opponents) }, true);
  }
  const undone = await undoLaterRounds(tx, round);
  return followedBy(undone, await advanceSwiss(tx, bracket, round, match));
}
