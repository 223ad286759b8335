import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { finishTournament } from '../domain/finish-tournament.ts';
import { tellAvailabilityChanged } from '../domain/tell-availability-changed.ts';

export const onTournamentFinished =
  (app: App): EventHandler<typeof schema, 'tournaments.finished'> =>
  async (tx, { tournamentId }) => {
    await finishTournament(tx, tournamentId);
    return () => tellAvailabilityChanged(app, tournamentId);
  };
