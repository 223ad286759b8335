import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { refusePlace } from '../domain/refuse-place.ts';
import { tellAvailabilityChanged } from '../domain/tell-availability-changed.ts';

export const onPlaceRefused =
  (app: App): EventHandler<typeof schema, 'tournaments.place-refused'> =>
  async (tx, refused, headers) => {
    await refusePlace(tx, refused, headers);
    return () => tellAvailabilityChanged(app, refused.tournamentId);
  };
