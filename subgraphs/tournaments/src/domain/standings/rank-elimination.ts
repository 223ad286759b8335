import type { ContestBracket, ContestMatch, ContestRound } from '../../db/standing-store.ts';
import { groupOf } from '../brackets/bracket-groups.ts';
import { intoTiers, type Tiers } from './tiers.ts';

const STILL_IN = [Infinity];

/** How many defeats put a team out; two teams in a DOUBLE_ELIMINATION meet only once. */
const defeatsToBeOut = ({ format, seedTeamIds }: ContestBracket): number =>
  format === 'DOUBLE_ELIMINATION' && seedTeamIds.length > 2 ? 2 : 1;

const inOrder = (a: ContestRound, b: ContestRound): number =>
  a.groupNumber - b.groupNumber || a.number - b.number;

/** The rounds that each team has lost in. */
function findDefeats(matches: readonly ContestMatch[]): Map<string, ContestRound[]> {
  const defeats = new Map<string, ContestRound[]>();
  for (const { isFinished, round, parts } of matches) {
    if (!isFinished || !round || !parts.some(({ isWinner }) => isWinner)) continue;
    for (const { teamId, isWinner } of parts) {
      if (!isWinner) defeats.set(teamId, [...(defeats.get(teamId) ?? []), round]);
    }
  }
  return defeats;
}

/**
 * The teams of an elimination by how far they have come: whoever is not out comes first, the champion alone in the
 * end, then the others by the round that put them out, those of one round together. The match for the third place
 * sets its winner before its loser.
 * @param matches those of the bracket
 */
export function rankElimination(bracket: ContestBracket, matches: readonly ContestMatch[]): Tiers {
  const isForThird = ({ round }: ContestMatch): boolean =>
    round !== null && groupOf(bracket.format, round.groupNumber) === 'THIRD_PLACE';
  const defeats = findDefeats(matches.filter((match) => !isForThird(match)));
  const thirds = matches.filter(isForThird).flatMap(({ parts }) => parts.filter(({ isWinner }) => isWinner));
  return intoTiers(bracket.seedTeamIds, (teamId) => {
    const lost = (defeats.get(teamId) ?? []).toSorted(inOrder);
    const last = lost.at(-1);
    if (!last || lost.length < defeatsToBeOut(bracket)) return STILL_IN;
    return [last.groupNumber, last.number, thirds.some((third) => third.teamId === teamId) ? 1 : 0];
  });
}
