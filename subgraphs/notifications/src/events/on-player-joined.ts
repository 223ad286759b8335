import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { joinTeam } from '../domain/join-team.ts';
import { newsOf } from '../domain/news.ts';

export const onPlayerJoined =
  (app: App): EventHandler<typeof schema, 'tournaments.player-joined'> =>
  (tx, member, _headers, messageId) =>
    joinTeam(app, tx, newsOf(app, messageId), member);
