import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { closeRoster } from '../domain/close-roster.ts';
import { tellAvailabilityChanged } from '../domain/tell-availability-changed.ts';

export const onTournamentRosterClosed =
  (app: App): EventHandler<typeof schema, 'tournaments.roster-closed'> =>
  async (tx, { tournamentId }) => {
    await closeRoster(tx, tournamentId);
    return () => tellAvailabilityChanged(app, tournamentId);
  };
