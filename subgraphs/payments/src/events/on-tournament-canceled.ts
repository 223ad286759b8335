import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { followChanges } from '../domain/change-checkout.ts';
import { cancelTournament } from '../domain/cancel-tournament.ts';

export const onTournamentCanceled =
  (app: App): EventHandler<typeof schema, 'tournaments.canceled'> =>
  async (tx, { tournamentId }, headers) => {
    const changes = await cancelTournament(app, tx, tournamentId, headers);
    return () => {
      followChanges(app, changes);
      // what is left over is gone through at once
      app.wake();
    };
  };
