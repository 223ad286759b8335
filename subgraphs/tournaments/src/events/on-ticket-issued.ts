import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { takePlace } from '../domain/take-place.ts';

export const onTicketIssued =
  (app: App): EventHandler<typeof schema, 'tickets.issued'> =>
  (tx, payload, headers) =>
    takePlace(app, tx, payload, headers);
