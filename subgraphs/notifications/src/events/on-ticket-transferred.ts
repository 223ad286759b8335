import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { transferTicket } from '../domain/hand-over-ticket.ts';
import { newsOf } from '../domain/news.ts';

export const onTicketTransferred =
  (app: App): EventHandler<typeof schema, 'tickets.transferred'> =>
  (tx, ticket, _headers, messageId) =>
    transferTicket(app, tx, newsOf(app, messageId), ticket);
