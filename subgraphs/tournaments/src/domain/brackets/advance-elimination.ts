import type { Queryable } from '@arena/subgraph-kit';
import { BracketsManager } from 'brackets-manager';
import { openBracket, type EngineBracket } from '../../db/bracket-engine-store.ts';
import type { PlacedRound } from '../../db/bracket-store.ts';
import { findMatches } from '../../db/match-store.ts';
import { findOpponents, updateTeams } from '../../db/opponent-store.ts';
import type * as schema from '../../db/schema.ts';
import type { BracketMatchRow, MatchRow } from '../../db/schema.ts';
import { NO_CHANGE, type BracketChange } from './bracket-change.ts';
import { groupOf } from './bracket-groups.ts';
import { settleSecondFinal } from './second-final.ts';
import { sidesOf } from './plan-matches.ts';

type Db = Queryable<typeof schema>;

/** A match of an elimination bracket that is over, and which of its two sides has won. */
export type Decided = { bracket: EngineBracket; round: PlacedRound; match: MatchRow; winningSide: 1 | 2 };

/** Puts the teams of slots into the matches that they are played as; the matches that this has changed. */
async function fillMatches(tx: Db, slots: readonly BracketMatchRow[]): Promise<MatchRow[]> {
  const opponents = await findOpponents(
    tx,
    slots.map(({ id }) => id),
  );
  const moved = slots.flatMap((slot, index) => {
    const sides = sidesOf(slot);
    return (opponents[index] ?? [])
      .map((opponent) => ({
        ...opponent,
        was: opponent.teamId,
        teamId: sides[opponent.position - 1] ?? null,
      }))
      .filter(({ was, teamId }) => was !== teamId)
      .map(({ was: _, ...opponent }) => opponent);
  });
  await updateTeams(tx, moved);
  const changed = [...new Set(moved.map(({ matchId }) => matchId))];
  return (await findMatches(tx, changed)).filter((match) => match !== null);
}

const isFirstFinal = ({ format, groupNumber, number }: PlacedRound): boolean =>
  groupOf(format, groupNumber) === 'GRAND_FINAL' && number === 1;

/**
 * Lets the teams of a match that is over go on to where its result leads them.
 * @param anew whether another result led them elsewhere before
 */
export async function advanceElimination(
  tx: Db,
  { bracket, round, match, winningSide }: Decided,
  anew: boolean,
): Promise<BracketChange> {
  const { storage, written } = await openBracket(tx, bracket);
  const manager = new BracketsManager(storage);
  if (anew) await manager.reset.matchResults(match.id);
  const results = winningSide === 1 ? (['win', 'loss'] as const) : (['loss', 'win'] as const);
  await manager.update.match({
    id: match.id,
    opponent1: { result: results[0] },
    opponent2: { result: results[1] },
  });
  const slots = [...written.values()].filter(({ id }) => id !== match.id);
  if (isFirstFinal(round)) {
    const [second] = slots.filter(
      ({ groupId, roundId }) => groupId === round.groupId && roundId !== round.id,
    );
    return second ? settleSecondFinal(tx, bracket, second, match.creatorId, winningSide === 2) : NO_CHANGE;
  }
  return { matches: await fillMatches(tx, slots), events: [] };
}
