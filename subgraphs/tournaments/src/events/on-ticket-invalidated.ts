import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { leavePlace } from '../domain/leave-place.ts';

export const onTicketInvalidated =
  (app: App): EventHandler<typeof schema, 'tickets.invalidated'> =>
  (tx, payload, headers) =>
    leavePlace(app, tx, payload, headers);
