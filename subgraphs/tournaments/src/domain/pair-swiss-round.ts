import swissPairing from 'swiss-pairing';
import { POINTS } from './standings/points.ts';

/** What came of an earlier meeting: a draw where nobody won; a team without an opponent had a bye. */
export type SwissResult = { homeTeamId: string; awayTeamId: string | null; winnerTeamId: string | null };

/** The teams of a SWISS bracket, the best first, and what came of each round so far. */
export type SwissSoFar = {
  seedTeamIds: readonly string[];
  rounds: readonly (readonly SwissResult[])[];
};

/** Who meets in a round, and who meets nobody. */
export type SwissPairing = { pairs: [homeTeamId: string, awayTeamId: string][]; byeTeamId: string | null };

/** How many rounds it takes until at most one of so many teams can have won all its matches. */
export const swissRoundCount = (teams: number): number => Math.max(1, Math.ceil(Math.log2(teams)));

/** The upper half meets the lower half in its order; the last of an odd number meets nobody. */
function pairFirstRound(seedTeamIds: readonly string[]): SwissPairing {
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

const toMatch = (result: SwissResult, round: number) => {
  const { homeTeamId, awayTeamId } = result;
  return {
    round,
    home: { id: homeTeamId, points: pointsOf(homeTeamId, result) },
    away: { id: awayTeamId, points: awayTeamId === null ? 0 : pointsOf(awayTeamId, result) },
  };
};

/** More than all pairs of a round can cost by their points, so that one rematch less is worth any of them. */
function rematchWeight(teams: number, roundsPlayed: number): number {
  const widest = POINTS.won * roundsPlayed;
  return Math.ceil(teams / 2) * widest ** 2 + 1;
}

/**
 * Pairs the next round of a SWISS bracket; the same facts always make the same pairs. The first round sets the upper
 * half of the seeds against the lower, as FIDE's Dutch system does (Handbook C.04.3). In the later ones as few teams
 * as can be meet once more or go once more without an opponent, and of the pairings that are left one is taken in
 * which the squares of the differences in points add up to the least; whoever stands higher is at home.
 */
export function pairSwissRound({ seedTeamIds, rounds }: SwissSoFar): SwissPairing {
  if (rounds.length === 0) return pairFirstRound(seedTeamIds);
  const library = swissPairing({
    maxPerRound: POINTS.won,
    rematchWeight: rematchWeight(seedTeamIds.length, rounds.length),
  });
  const teams = seedTeamIds.map((id, index) => ({ id, seed: index + 1 }));
  const matches = rounds.flatMap((results, index) => results.map((result) => toMatch(result, index + 1)));
  const meetings = library.getMatchups(rounds.length + 1, teams, matches);
  return {
    pairs: meetings.flatMap(({ home, away }) => (away === null ? [] : [[home, away]])),
    byeTeamId: meetings.find(({ away }) => away === null)?.home ?? null,
  };
}
