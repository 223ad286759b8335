import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { tellStreamStarted } from '../domain/tell-stream-started.ts';

export const onStreamCreated =
  (app: App): EventHandler<typeof schema, 'streams.created'> =>
  (tx, stream, _headers, messageId) =>
    tellStreamStarted(app, tx, newsOf(app, messageId), stream, { hasStream: true });
