import type { Queryable } from '@arena/subgraph-kit';
import { isEngineBracket } from '../../db/bracket-engine-store.ts';
import { findBracket, findRounds, type PlacedRound } from '../../db/bracket-store.ts';
import type * as schema from '../../db/schema.ts';
import type { BracketRow, MatchRow, OpponentRow } from '../../db/schema.ts';
import { advanceElimination } from './advance-elimination.ts';
import { NO_CHANGE, type BracketChange } from './bracket-change.ts';
import { advanceSwiss } from './swiss-rounds.ts';

type Db = Queryable<typeof schema>;

/** A match with the bracket and the round that it is part of. */
export type BracketMatch = { bracket: BracketRow; round: PlacedRound; match: MatchRow };

/** Where a match stands in a bracket; null where it is part of none. */
export async function bracketMatchOf(tx: Db, match: MatchRow): Promise<BracketMatch | null> {
  if (match.roundId === null) return null;
  const [round] = await findRounds(tx, [match.roundId]);
  const bracket = round && (await findBracket(tx, round.bracketId));
  if (!bracket) throw new Error(`The bracket of match ${match.id} is gone`);
  return { bracket, round, match };
}

/** Which side of a match in an elimination bracket has won. */
export const winningSide = (opponents: readonly OpponentRow[]): 1 | 2 =>
  opponents.find(({ isWinner }) => isWinner)?.position === 2 ? 2 : 1;

/**
 * Carries a bracket on after one of its matches is over: winners and losers go where they meet next, or a round of
 * a Swiss bracket is paired. A round robin is laid out as a whole.
 */
export async function advance(
  tx: Db,
  { bracket, round, match }: BracketMatch,
  opponents: readonly OpponentRow[],
): Promise<BracketChange> {
  if (bracket.format === 'SWISS') return advanceSwiss(tx, bracket, round, match);
  if (bracket.format === 'ROUND_ROBIN' || !isEngineBracket(bracket)) return NO_CHANGE;
  return advanceElimination(tx, { bracket, round, match, winningSide: winningSide(opponents) }, false);
}
