import { DAY_MS } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findPendingEndedBefore, lockTournament } from '../db/tournament-store.ts';
import { callOffTournament } from './call-off-tournament.ts';
import { tellMatchUpdated } from './tell-match-updated.ts';
import { tellTournamentUpdated } from './tell-tournament-updated.ts';

/** How long after its end a tournament may still be started. */
const GRACE_MS = DAY_MS;

const REASON = 'Nobody has started it by a day after its end';

async function cancelIfOverdue(app: App, tournamentId: string, endedBefore: Date): Promise<void> {
  const calledOff = await app.transact(async (tx) => {
    const tournament = await lockTournament(tx, tournamentId);
    // somebody may have started, called off or put off the tournament meanwhile
    if (tournament?.status !== 'PENDING' || tournament.endsAt >= endedBefore) return undefined;
    return callOffTournament(app, tx, tournamentId, { reason: REASON, by: null, headers: {} });
  });
  if (!calledOff) return;
  tellTournamentUpdated(app, tournamentId);
  for (const match of calledOff.matches) tellMatchUpdated(app, match);
}

/** Calls every tournament off that is still PENDING a day after its end. */
export async function cancelOverdueTournaments(app: App): Promise<void> {
  const endedBefore = new Date(app.now().getTime() - GRACE_MS);
  for (const id of await findPendingEndedBefore(app.db, endedBefore)) {
    try {
      await cancelIfOverdue(app, id, endedBefore);
    } catch (error) {
      // one that cannot be called off does not hold up the others; it is tried again the next time
      app.logger.error({ err: error, tournamentId: id }, 'an overdue tournament is not called off');
    }
  }
}
