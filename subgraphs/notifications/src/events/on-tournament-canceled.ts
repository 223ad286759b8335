import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { cancelTournament } from '../domain/cancel-tournament.ts';
import { newsOf } from '../domain/news.ts';

export const onTournamentCanceled =
  (app: App): EventHandler<typeof schema, 'tournaments.canceled'> =>
  (tx, { tournamentId }, _headers, messageId) =>
    cancelTournament(app, tx, newsOf(app, messageId), tournamentId);
