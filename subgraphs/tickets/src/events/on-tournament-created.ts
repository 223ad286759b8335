import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { openTournament } from '../domain/open-tournament.ts';
import { tellAvailabilityChanged } from '../domain/tell-availability-changed.ts';

export const onTournamentCreated =
  (app: App): EventHandler<typeof schema, 'tournaments.created'> =>
  async (tx, tournament) => {
    await openTournament(tx, tournament, app.now());
    return () => tellAvailabilityChanged(app, tournament.tournamentId);
  };
