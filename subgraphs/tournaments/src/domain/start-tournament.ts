import { appendEvents } from '@arena/events';
import { parseId, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type { TournamentRow } from '../db/schema.ts';
import { updateTournament } from '../db/tournament-store.ts';
import { changeTournament } from './change-tournament.ts';
import { recordChange } from './record-change.ts';

/**
 * Turns a PENDING tournament ONGOING, before its date if wished.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE)
 */
export async function startTournament(
  app: App,
  caller: Caller,
  tournamentId: string,
): Promise<TournamentRow> {
  const { userId } = requireSignedIn(caller);
  const id = parseId(tournamentId, 'tournamentId');
  return changeTournament(app, userId, id, { by: 'STAFF', in: ['PENDING'] }, async (tx) => {
    await appendEvents(tx, [{ name: 'tournaments.started', payload: { tournamentId: id } }], caller);
    await recordChange(tx, { tournamentId: id, at: app.now(), by: userId, action: 'STARTED' });
    return updateTournament(tx, id, { status: 'ONGOING' });
  });
}
