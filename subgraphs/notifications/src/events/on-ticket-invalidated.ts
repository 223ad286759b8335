import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { invalidateTicket } from '../domain/invalidate-ticket.ts';
import { newsOf } from '../domain/news.ts';

export const onTicketInvalidated =
  (app: App): EventHandler<typeof schema, 'tickets.invalidated'> =>
  (tx, ticket, _headers, messageId) =>
    invalidateTicket(app, tx, newsOf(app, messageId), ticket);
