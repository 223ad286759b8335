import type { BracketFormat } from '../src/db/schema.ts';
import type { Contest, ContestBracket, ContestMatch, ContestRound } from '../src/db/standing-store.ts';
import { standingsOf } from '../src/domain/standings/standings.ts';

const LINE = /^(?<home>.+?)(?<homeWon>\*?) (?<homeScore>\d+):(?<awayScore>\d+) (?<away>.+?)(?<awayWon>\*?)$/;

/** A FINISHED match as a line tells it: `Spain 1:1 Russia*`, a star behind whoever won in spite of equal scores. */
export function matchOf(line: string, round: ContestRound | null = null): ContestMatch {
  const found = LINE.exec(line)?.groups;
  if (!found) throw new Error(`No match: ${line}`);
  const { home = '', homeWon, homeScore, awayScore, away = '', awayWon } = found;
  const lead = Number(homeScore) - Number(awayScore);
  return {
    isFinished: true,
    round,
    parts: [
      { teamId: home, score: Number(homeScore), isWinner: lead > 0 || homeWon === '*' },
      { teamId: away, score: Number(awayScore), isWinner: lead < 0 || awayWon === '*' },
    ],
  };
}

/** A match that is still to be played. */
export const openMatchOf = (teamIds: string[], round: ContestRound | null = null): ContestMatch => ({
  isFinished: false,
  round,
  parts: teamIds.map((teamId) => ({ teamId, score: null, isWinner: false })),
});

/** A bracket of these teams, the best first. */
export const bracketOf = (
  format: BracketFormat,
  seedTeamIds: string[],
  changes: Partial<ContestBracket> = {},
): ContestBracket => ({ id: format, format, seedTeamIds, roundCount: null, byeTeamIds: [], ...changes });

/** The matches of a bracket, round by round, of one of its groups. */
export const roundsOf = ({ id: bracketId }: ContestBracket, rounds: string[][], groupNumber = 1) =>
  rounds.flatMap((lines, index) =>
    lines.map((line) => matchOf(line, { bracketId, groupNumber, number: index + 1 })),
  );

/** How each team stands, the best first: `1 France`. */
export const ranksOf = (contest: Contest): string[] =>
  standingsOf('tournament', contest).map(({ rank, teamId }) => `${rank} ${teamId}`);

/** The row of a team: matches played, won, drawn and lost, and points. */
export function rowOf(contest: Contest, teamId: string): number[] {
  const row = standingsOf('tournament', contest).find((standing) => standing.teamId === teamId);
  if (!row) throw new Error(`${teamId} has no standing`);
  return [row.played, row.won, row.drawn, row.lost, row.points];
}
