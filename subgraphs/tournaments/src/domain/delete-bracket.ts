import { appendEvents } from '@arena/events';
import { NotFound, parseId, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findBracket } from '../db/bracket-store.ts';
import type { TournamentRow } from '../db/schema.ts';
import { removeBracket } from './brackets/remove-bracket.ts';
import { particulars } from './change-detail.ts';
import { changeTournament } from './change-tournament.ts';
import { recordChange } from './record-change.ts';
import { OPEN_STATUSES } from './tournament-status.ts';

/**
 * Takes a bracket of an open tournament back, none of whose matches has started. The teams stay settled.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE, BRACKET_STARTED)
 */
export async function deleteBracket(app: App, caller: Caller, bracketId: string): Promise<TournamentRow> {
  const { userId } = requireSignedIn(caller);
  const id = parseId(bracketId, 'bracketId');
  const found = await findBracket(app.db, id);
  if (!found) throw new NotFound('Bracket');
  const { tournamentId } = found;
  const rule = { by: 'STAFF', in: OPEN_STATUSES } as const;
  return changeTournament(app, userId, tournamentId, rule, async (tx, tournament) => {
    // again, since it may have gone before the tournament was held
    const bracket = await findBracket(tx, id);
    if (!bracket) throw new NotFound('Bracket');
    await appendEvents(tx, await removeBracket(tx, bracket), caller);
    const detail = particulars({ bracketId: id, name: bracket.name });
    await recordChange(tx, { tournamentId, at: app.now(), by: userId, action: 'BRACKET_DELETED', detail });
    return tournament;
  });
}
