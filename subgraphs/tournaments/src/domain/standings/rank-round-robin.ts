import type { ContestBracket, ContestMatch } from '../../db/standing-store.ts';
import { tally, type TallyOf } from './tally.ts';
import { apart, intoTiers, type Tiers } from './tiers.ts';

/** Orders teams that are equal in points. */
function breakTie(tied: readonly string[], matches: readonly ContestMatch[], inAll: TallyOf): string[] {
  if (tied.length < 2) return [...tied];
  const isTied = new Set(tied);
  const among = matches.filter(({ parts }) => parts.every(({ teamId }) => isTied.has(teamId)));
  const amongThem = tally(among);
  const tiers = intoTiers(tied, (teamId) => {
    const { points, difference, scored } = amongThem(teamId);
    return [points, difference, scored];
  });
  if (tiers.length > 1) return tiers.flatMap((stillTied) => breakTie(stillTied, among, inAll));
  return intoTiers(tied, (teamId) => [inAll(teamId).difference, inAll(teamId).scored]).flat();
}

/**
 * The teams of a ROUND_ROBIN by points; equal ones as the Regulations of the UEFA European Football Championship
 * 2018-20 do in article 20.01, a to f: by the points, then the score difference, then the scores made in the matches
 * among them; those who are equal still, by the same three in the matches among these alone; then by the score
 * difference, then the scores made in all matches of the bracket. Where UEFA goes on to other things the seed decides.
 * @param matches those of the bracket
 */
export function rankRoundRobin({ seedTeamIds }: ContestBracket, matches: readonly ContestMatch[]): Tiers {
  const inAll = tally(matches);
  const byPoints = intoTiers(seedTeamIds, (teamId) => [inAll(teamId).points]);
  return apart(byPoints.map((tied) => breakTie(tied, matches, inAll)));
}
