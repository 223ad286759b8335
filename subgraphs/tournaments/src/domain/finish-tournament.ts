import { appendEvents } from '@arena/events';
import { parseId, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type { TournamentRow } from '../db/schema.ts';
import { updateTournament } from '../db/tournament-store.ts';
import { changeTournament } from './change-tournament.ts';
import { recordChange } from './record-change.ts';

/**
 * Turns an ONGOING tournament FINISHED.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE)
 */
export async function finishTournament(
  app: App,
  caller: Caller,
  tournamentId: string,
): Promise<TournamentRow> {
  const { userId } = requireSignedIn(caller);
  const id = parseId(tournamentId, 'tournamentId');
  return changeTournament(app, userId, id, { by: 'STAFF', in: ['ONGOING'] }, async (tx) => {
    await appendEvents(tx, [{ name: 'tournaments.finished', payload: { tournamentId: id } }], caller);
    await recordChange(tx, { tournamentId: id, at: app.now(), by: userId, action: 'FINISHED' });
    return updateTournament(tx, id, { status: 'FINISHED' });
  });
}
