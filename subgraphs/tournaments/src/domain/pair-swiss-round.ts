import swissPairing from 'swiss-pairing';
import { POINTS } from './standings/points.ts';

/** What came of an earlier meeting: a draw where nobody won; a team without an opponent had a bye. */
export type SwissResult = { homeTeamId: string; awayTeamId: string | null; winnerTeamId: string | null };

/** Who meets in a round, and who meets nobody. */
export type SwissRound = { pairs: [homeTeamId: string, awayTeamId: string][]; byeTeamId: string | null };

/** How many rounds it takes until at most one of so many teams can have won all its matches. */
export const swissRoundCount = (teams: number): number => Math.max(1, Math.ceil(Math.log2(teams)));

/** The upper half meets the lower half in its order; the last of an odd number meets nobody. */
function pairFirstRound(seedTeamIds: readonly string[]): SwissRound {
  const half = Math.floor(seedTeamIds.length / 2);
  const lower = seedTeamIds.slice(half, 2 * half);
  return {
    pairs: lower.map((awayTeamId, index) => [seedTeamIds[index] as string, awayTeamId]),
    byeTeamId: seedTeamIds[2 * half] ?? null,
  };
}

function pointsOf(teamId: string, { awayTeamId, winnerTeamId }: SwissResult): number {
  if (awayTeamId === null) return POINTS.bye;
  if (winnerTeamId === null) return POINTS.drawn;
  return winnerTeamId === teamId ? POINTS.won : POINTS.lost;
}

const toMatch = (result: SwissResult) => {
  const { homeTeamId, awayTeamId } = result;
  return {
    round: 1,
    home: { id: homeTeamId, points: pointsOf(homeTeamId, result) },
    away: { id: awayTeamId, points: awayTeamId === null ? 0 : pointsOf(awayTeamId, result) },
  };
};

/** More than all pairs of a round can cost by their points, so that one rematch less is worth any of them. */
function rematchWeight(teams: number, round: number): number {
  const widest = POINTS.won * (round - 1);
  return Math.ceil(teams / 2) * widest ** 2 + 1;
}

/**
 * Pairs a round of a SWISS bracket; the same facts always make the same pairs. The first round sets the upper half of
 * the seeds against the lower, as FIDE's Dutch system does (Handbook C.04.3). In the later ones as few teams as can be
 * meet once more or go once more without an opponent, and of the pairings that are left one is taken in which the
 * squares of the differences in points add up to the least; whoever stands higher is at home.
 * @param seedTeamIds the teams, the best first
 * @param results what came of all earlier rounds
 * @param round the number of the round to pair, from 1
 */
export function pairSwissRound(
  seedTeamIds: readonly string[],
  results: readonly SwissResult[],
  round: number,
): SwissRound {
  if (round === 1) return pairFirstRound(seedTeamIds);
  const library = swissPairing({
    maxPerRound: POINTS.won,
    rematchWeight: rematchWeight(seedTeamIds.length, round),
  });
  const teams = seedTeamIds.map((id, index) => ({ id, seed: index + 1 }));
  const meetings = library.getMatchups(round, teams, results.map(toMatch));
  return {
    pairs: meetings.flatMap(({ home, away }) => (away === null ? [] : [[home, away]])),
    byeTeamId: meetings.find(({ away }) => away === null)?.home ?? null,
  };
}
