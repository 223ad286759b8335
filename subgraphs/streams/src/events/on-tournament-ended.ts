import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { endTournament } from '../domain/end-tournament.ts';
import { followProgress } from '../domain/follow-progress.ts';

/** Ends the matches of a tournament that is over, finished or cancelled. */
export const onTournamentEnded =
  (app: App): EventHandler<typeof schema, 'tournaments.finished' | 'tournaments.canceled'> =>
  async (tx, { tournamentId }) => {
    const ended = await endTournament(tx, tournamentId);
    return () => followProgress(app, ended);
  };
