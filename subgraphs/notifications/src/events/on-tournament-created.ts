import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { announceTournament } from '../domain/announce-tournament.ts';
import { newsOf } from '../domain/news.ts';

export const onTournamentCreated =
  (app: App): EventHandler<typeof schema, 'tournaments.created'> =>
  (tx, tournament, _headers, messageId) =>
    announceTournament(app, tx, newsOf(app, messageId), tournament);
