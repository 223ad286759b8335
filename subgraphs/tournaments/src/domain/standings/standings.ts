import type { Contest } from '../../db/standing-store.ts';
import { rankByResults } from './rank-by-results.ts';
import { rankStage, stagesOf } from './stages.ts';
import { tally, type Tally } from './tally.ts';
import type { Tiers } from './tiers.ts';

/** How a team stands in a tournament, over all its matches. */
export type TeamStanding = { id: string; rank: number; teamId: string } & Pick<
  Tally,
  'played' | 'won' | 'drawn' | 'lost' | 'points'
>;

/** Each team where it stands first. */
function atTheirBest(tiers: Tiers): Tiers {
  const placed = new Set<string>();
  return tiers
    .map((tier) => tier.filter((teamId) => placed.size < placed.add(teamId).size))
    .filter((tier) => tier.length > 0);
}

/**
 * How the teams of a tournament stand: those of its last stage as they stand in that, then those of the stage before
 * who are not in the last one, and so on; after them those who play outside of brackets only.
 */
export const rankTeams = (contest: Contest): Tiers =>
  atTheirBest([
    ...stagesOf(contest.brackets)
      .map((stage, index) => rankStage(contest, stage, index === 0))
      .toReversed()
      .flat(),
    ...rankByResults(contest.matches),
  ]);

/** The standings of a tournament: each team that plays in it, the best first; those of one tier share their rank. */
export function standingsOf(tournamentId: string, contest: Contest): TeamStanding[] {
  const tallyOf = tally(
    contest.matches,
    contest.brackets.flatMap(({ byeTeamIds }) => byeTeamIds),
  );
  const standings: TeamStanding[] = [];
  for (const tier of rankTeams(contest)) {
    const rank = standings.length + 1;
    for (const teamId of tier) {
      const { played, won, drawn, lost, points } = tallyOf(teamId);
      standings.push({ id: `${tournamentId}:${teamId}`, rank, teamId, played, won, drawn, lost, points });
    }
  }
  return standings;
}
