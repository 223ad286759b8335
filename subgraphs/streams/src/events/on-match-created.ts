import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { followProgress } from '../domain/follow-progress.ts';
import { recordProgress } from '../domain/record-progress.ts';

export const onMatchCreated =
  (app: App): EventHandler<typeof schema, 'matches.created'> =>
  async (tx, match) => {
    const progress = await recordProgress(tx, match, 'PENDING');
    return () => followProgress(app, [progress]);
  };
