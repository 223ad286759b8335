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

/**
 * The team that has won a tournament: the bracket that its last stage is, once that is decided, or, where it has none,
 * the first in the standings once it is FINISHED; null until then, where several are first, where several brackets are
 * beside each other, and of a CANCELED tournament.
 */
export function championOf(contest: Contest, status: TournamentStatus): string | null {
  if (status === 'CANCELED') return null;
  const [last, ...beside] = stagesOf(contest.brackets).at(-1) ?? [];
  if (beside.length > 0) return null;
  if (!last) return status === 'FINISHED' ? firstAlone(rankTeams(contest)) : null;
  const over = matchesOfBracket(contest, last).filter(({ isFinished }) => isFinished);
  return over.length < matchesDue(last) ? null : firstAlone(rankBracket(contest, last));
}
