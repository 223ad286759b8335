import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { tellPerson } from '../domain/tell-person.ts';

export const onViewerKicked =
  (app: App): EventHandler<typeof schema, 'streams.viewer-kicked'> =>
  (tx, { userId, reason, tournamentId, matchId }, _headers, messageId) =>
    tellPerson(app, tx, newsOf(app, messageId), userId, {
      kind: 'KICKED',
      params: { reason },
      tournamentId,
      matchId,
    });
