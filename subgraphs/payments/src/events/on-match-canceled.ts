import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { followChanges } from '../domain/change-checkout.ts';
import { cancelMatch } from '../domain/cancel-match.ts';

export const onMatchCanceled =
  (app: App): EventHandler<typeof schema, 'matches.canceled'> =>
  async (tx, match, headers) => {
    const changes = await cancelMatch(app, tx, match, headers);
    return () => {
      followChanges(app, changes);
      // what is left over is gone through at once
      app.wake();
    };
  };
