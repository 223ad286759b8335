import type { TournamentStatus } from '../../db/schema.ts';
import type { Contest, ContestBracket } from '../../db/standing-store.ts';
import { matchesOfBracket, rankBracket } from './rank-bracket.ts';
import { rankTeams } from './standings.ts';
import { stagesOf } from './stages.ts';
import type { Tiers } from './tiers.ts';

/** How many matches must be over before the first of a bracket has won it; an elimination leaves one team anyway. */
function matchesDue({ format, seedTeamIds, roundCount }: ContestBracket): number {
  const teams = seedTeamIds.length;
  if (format === 'ROUND_ROBIN') return (teams * (teams - 1)) / 2;
  if (format === 'SWISS') return (roundCount ?? 0) * Math.floor(teams / 2);
  return 0;
}

const firstAlone = ([first = []]: Tiers): string | null => (first.length === 1 ? (first[0] ?? null) : null);

/** The team that has won a bracket; null until that is decided. */
function winnerOfBracket(contest: Contest, bracket: ContestBracket): string | null {
  const over = matchesOfBracket(contest, bracket).filter(({ isFinished }) => isFinished);
  return over.length < matchesDue(bracket) ? null : firstAlone(rankBracket(contest, bracket));
}

/** The bracket that decides a tournament; null where there is none, or groups beside each other are all there is. */
function decidingBracket({ brackets }: Contest): ContestBracket | null {
  const stages = stagesOf(brackets);
  const [first, ...beside] = stages.at(-1) ?? [];
  return first && (beside.length === 0 || stages.length > 1) ? first : null;
}

/** Who stands first alone by what was played. */
const firstOfAll = (contest: Contest): string | null =>
  contest.matches.some(({ isFinished }) => isFinished) ? firstAlone(rankTeams(contest)) : null;

/**
 * The team that has won a tournament: the winner of the bracket that decides it, which is the first of its last stage.
 * Once the tournament is FINISHED without that, whoever stands first alone. Null until then, and of a CANCELED one.
 */
export function championOf(contest: Contest, status: TournamentStatus): string | null {
  if (status === 'CANCELED') return null;
  const deciding = decidingBracket(contest);
  const winner = deciding && winnerOfBracket(contest, deciding);
  return winner ?? (status === 'FINISHED' ? firstOfAll(contest) : null);
}
