import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { followChanges } from '../domain/change-checkout.ts';
import { closeSeatSale } from '../domain/close-seat-sale.ts';

export const onTournamentRosterClosed =
  (app: App): EventHandler<typeof schema, 'tournaments.roster-closed'> =>
  async (tx, { tournamentId }, headers) => {
    const changes = await closeSeatSale(app, tx, { tournamentId, isStarted: false }, headers);
    return () => followChanges(app, changes);
  };
