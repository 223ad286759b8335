import { NotFound, type Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findMatches } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import type { MatchRow, MatchStatus, TournamentRow, TournamentStatus } from '../db/schema.ts';
import { holdTournament } from './hold-tournament.ts';
import type { Authority } from './staff-role.ts';
import { requireMatchStatus } from './match-status.ts';
import { tellMatchUpdated } from './tell-match-updated.ts';

type Db = Queryable<typeof schema>;

/** In which statuses of a match and of its tournament a change may be made. */
export type MatchChangeRule = {
  match: readonly MatchStatus[];
  tournament: readonly TournamentStatus[];
  /** STAFF unless said otherwise */
  by?: Authority;
};

/** What a change leaves: the match itself, and then the others that it has touched. */
type Changed = [match: MatchRow, ...others: MatchRow[]];

type Change = (tx: Db, match: MatchRow, tournament: TournamentRow) => Promise<Changed>;

/** @throws NotFound */
async function requireMatch(tx: Db, id: string): Promise<MatchRow> {
  const [match] = await findMatches(tx, [id]);
  if (!match) throw new NotFound('Match');
  return match;
}

/**
 * Makes a change to a match that is left to the staff of its tournament, in one transaction that holds the
 * tournament's row. Whoever watches the matches is told of all that it has touched.
 * @returns the match as `change` leaves it
 * @throws NotFound, Forbidden (NOT_STAFF, NOT_ADMIN), Conflict (INVALID_STATE)
 */
export async function changeMatch(
  app: App,
  userId: string,
  matchId: string,
  rule: MatchChangeRule,
  change: Change,
): Promise<MatchRow> {
  const [changed, ...others] = await app.transact(async (tx) => {
    const { tournamentId } = await requireMatch(tx, matchId);
    const tournament = await holdTournament(tx, userId, tournamentId, {
      by: rule.by ?? 'STAFF',
      in: rule.tournament,
    });
    // read again, since somebody may have changed it before the tournament was held
    const match = await requireMatch(tx, matchId);
    requireMatchStatus(match.status, rule.match);
    return change(tx, match, tournament);
  });
  for (const match of [changed, ...others]) tellMatchUpdated(app, match);
  return changed;
}
