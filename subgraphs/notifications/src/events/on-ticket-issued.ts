import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { issueTicket } from '../domain/hand-over-ticket.ts';
import { newsOf } from '../domain/news.ts';

export const onTicketIssued =
  (app: App): EventHandler<typeof schema, 'tickets.issued'> =>
  (tx, ticket, _headers, messageId) =>
    issueTicket(app, tx, newsOf(app, messageId), ticket);
