import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { passPlace } from '../domain/pass-place.ts';

export const onTicketTransferred =
  (app: App): EventHandler<typeof schema, 'tickets.transferred'> =>
  (tx, payload, headers) =>
    passPlace(app, tx, payload, headers);
