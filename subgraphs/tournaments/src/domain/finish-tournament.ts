import { appendEvents } from '@arena/events';
import { Conflict, parseId, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { countMatches } from '../db/match-store.ts';
import type { MatchRow, TournamentRow } from '../db/schema.ts';
import { updateTournament } from '../db/tournament-store.ts';
import { cancelOpenMatches } from './cancel-open-matches.ts';
import { changeTournament } from './change-tournament.ts';
import { recordChange } from './record-change.ts';
import { tellMatchUpdated } from './tell-match-updated.ts';

/**
 * Turns an ONGOING tournament FINISHED, once no match of it is ONGOING; its PENDING ones are called off.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF),
 *   Conflict (INVALID_STATE, MATCHES_ONGOING)
 */
export async function finishTournament(
  app: App,
  caller: Caller,
  tournamentId: string,
): Promise<TournamentRow> {
  const { userId } = requireSignedIn(caller);
  const id = parseId(tournamentId, 'tournamentId');
  let canceled: MatchRow[] = [];
  const rule = { by: 'STAFF', in: ['ONGOING'] } as const;
  const finished = await changeTournament(app, userId, id, rule, async (tx) => {
    const [{ ONGOING: ongoing = 0 } = {}] = await countMatches(tx, [id]);
    if (ongoing > 0) throw new Conflict('MATCHES_ONGOING', `Matches that are still ONGOING: ${ongoing}`);
    canceled = await cancelOpenMatches(tx, id, { isCalledOff: false, reason: null, headers: caller });
    await appendEvents(tx, [{ name: 'tournaments.finished', payload: { tournamentId: id } }], caller);
    await recordChange(tx, { tournamentId: id, at: app.now(), by: userId, action: 'FINISHED' });
    return updateTournament(tx, id, { status: 'FINISHED' });
  });
  for (const match of canceled) tellMatchUpdated(app, match);
  return finished;
}
