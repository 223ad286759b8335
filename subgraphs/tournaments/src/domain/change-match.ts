import { NotFound, type Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findMatches } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import type { MatchRow, MatchStatus, TournamentRow, TournamentStatus } from '../db/schema.ts';
import { holdTournament } from './hold-tournament.ts';
import { requireMatchStatus } from './match-status.ts';
import { tellMatchUpdated } from './tell-match-updated.ts';

type Db = Queryable<typeof schema>;

/** In which statuses of a match and of its tournament a change may be made. */
export type MatchChangeRule = { match: readonly MatchStatus[]; tournament: readonly TournamentStatus[] };

type Change = (tx: Db, match: MatchRow, tournament: TournamentRow) => Promise<MatchRow>;

/** @throws NotFound */
async function requireMatch(tx: Db, id: string): Promise<MatchRow> {
  const [match] = await findMatches(tx, [id]);
  if (!match) throw new NotFound('Match');
  return match;
}

/**
 * Makes a change to a match that is left to the staff of its tournament, in one transaction that holds the
 * tournament's row. Whoever watches the matches is told.
 * @returns the match as `change` leaves it
 * @throws NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE)
 */
export async function changeMatch(
  app: App,
  userId: string,
  matchId: string,
  rule: MatchChangeRule,
  change: Change,
): Promise<MatchRow> {
  const changed = await app.transact(async (tx) => {
    const { tournamentId } = await requireMatch(tx, matchId);
    const tournament = await holdTournament(tx, userId, tournamentId, { by: 'STAFF', in: rule.tournament });
    // read again, since somebody may have changed it before the tournament was held
    const match = await requireMatch(tx, matchId);
    requireMatchStatus(match.status, rule.match);
    return change(tx, match, tournament);
  });
  tellMatchUpdated(app, changed);
  return changed;
}
