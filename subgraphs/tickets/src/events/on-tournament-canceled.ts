import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { cancelTournament } from '../domain/cancel-tournament.ts';
import { tellAvailabilityChanged } from '../domain/tell-availability-changed.ts';

export const onTournamentCanceled =
  (app: App): EventHandler<typeof schema, 'tournaments.canceled'> =>
  async (tx, { tournamentId }, headers) => {
    await cancelTournament(tx, tournamentId, headers);
    return () => tellAvailabilityChanged(app, tournamentId);
  };
