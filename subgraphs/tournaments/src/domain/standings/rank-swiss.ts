import type { ContestBracket, ContestMatch } from '../../db/standing-store.ts';
import { POINTS } from './points.ts';
import { tally, type TallyOf } from './tally.ts';
import { apart, intoTiers, type Tiers } from './tiers.ts';

/**
 * Buchholz: the points of all whom a team has met, as in FIDE's Handbook C.07, article 8.1, of 1 March 2026. For a
 * round without an opponent it has met a dummy with its own points, but no more than draws in all rounds would bring
 * (16.4.2).
 */
function buchholz(
  { byeTeamIds, roundCount }: ContestBracket,
  matches: readonly ContestMatch[],
  inAll: TallyOf,
): (teamId: string) => number {
  const sums = new Map<string, number>();
  const add = (teamId: string, points: number) => sums.set(teamId, (sums.get(teamId) ?? 0) + points);
  for (const { isFinished, parts } of matches) {
    if (!isFinished) continue;
    for (const own of parts) {
      for (const other of parts) if (other !== own) add(own.teamId, inAll(other.teamId).points);
    }
  }
  const most = POINTS.drawn * (roundCount ?? 0);
  for (const teamId of byeTeamIds) add(teamId, Math.min(inAll(teamId).points, most));
  return (teamId) => sums.get(teamId) ?? 0;
}

/**
 * The teams of a SWISS bracket by points, then Buchholz, then score difference, then seed.
 * @param matches those of the bracket
 */
export function rankSwiss(bracket: ContestBracket, matches: readonly ContestMatch[]): Tiers {
  const inAll = tally(matches, bracket.byeTeamIds);
  const buchholzOf = buchholz(bracket, matches, inAll);
  const numbersOf = (teamId: string) => [inAll(teamId).points, buchholzOf(teamId), inAll(teamId).difference];
  return apart(intoTiers(bracket.seedTeamIds, numbersOf));
}
