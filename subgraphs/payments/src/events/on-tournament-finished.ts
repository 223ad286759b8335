import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { followChanges } from '../domain/change-checkout.ts';
import { finishTournament } from '../domain/finish-tournament.ts';

export const onTournamentFinished =
  (app: App): EventHandler<typeof schema, 'tournaments.finished'> =>
  async (tx, { tournamentId }, headers) => {
    const changes = await finishTournament(app, tx, tournamentId, headers);
    return () => followChanges(app, changes);
  };
