import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { startTournament } from '../domain/start-tournament.ts';
import { tellAvailabilityChanged } from '../domain/tell-availability-changed.ts';

export const onTournamentStarted =
  (app: App): EventHandler<typeof schema, 'tournaments.started'> =>
  async (tx, { tournamentId }) => {
    await startTournament(tx, tournamentId);
    return () => tellAvailabilityChanged(app, tournamentId);
  };
