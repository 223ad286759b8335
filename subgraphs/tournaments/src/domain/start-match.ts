import { appendEvents } from '@arena/events';
import { parseId, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { updateMatch } from '../db/match-store.ts';
import type { MatchRow } from '../db/schema.ts';
import { particulars } from './change-detail.ts';
import { changeMatch } from './change-match.ts';
import { matchStarted } from './match-events.ts';
import { requireOpponents } from './match-result.ts';
import { recordChange } from './record-change.ts';
import { teamIdsOf } from './told-match.ts';

/**
 * Turns a PENDING match of an ONGOING tournament ONGOING, before its date if wished.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE, OPPONENTS_UNKNOWN)
 */
export async function startMatch(app: App, caller: Caller, matchId: string): Promise<MatchRow> {
  const { userId } = requireSignedIn(caller);
  const id = parseId(matchId, 'matchId');
  const rule = { match: ['PENDING'], tournament: ['ONGOING'] } as const;
  return changeMatch(app, userId, id, rule, async (tx, { name, tournamentId }) => {
    const teamIds = teamIdsOf(await requireOpponents(tx, id));
    const changed = await updateMatch(tx, id, { status: 'ONGOING' });
    await appendEvents(tx, [matchStarted({ ...changed, teamIds })], caller);
    const detail = particulars({ matchId: id, name });
    await recordChange(tx, { tournamentId, at: app.now(), by: userId, action: 'MATCH_STARTED', detail });
    return [changed];
  });
}
