import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { tellPerson } from '../domain/tell-person.ts';

export const onTicketOffered =
  (app: App): EventHandler<typeof schema, 'tickets.offered'> =>
  (tx, { toUserId, expiresAt, tournamentId, ticketId }, _headers, messageId) =>
    tellPerson(app, tx, newsOf(app, messageId), toUserId, {
      kind: 'TICKET_OFFERED',
      params: { expiresAt },
      tournamentId,
      ticketId,
    });
