import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { followChanges } from '../domain/change-checkout.ts';
import { withdrawTicket } from '../domain/withdraw-ticket.ts';

export const onTicketInvalidated =
  (app: App): EventHandler<typeof schema, 'tickets.invalidated'> =>
  async (tx, ticket, headers) => {
    const changes = await withdrawTicket(app, tx, ticket, headers);
    return () => followChanges(app, changes);
  };
