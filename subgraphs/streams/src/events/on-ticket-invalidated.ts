import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { followRevoked } from '../domain/follow-revoked.ts';
import { withdrawTicket } from '../domain/withdraw-ticket.ts';

export const onTicketInvalidated =
  (app: App): EventHandler<typeof schema, 'tickets.invalidated'> =>
  async (tx, { tournamentId, ticketId }) => {
    const revoked = await withdrawTicket(tx, tournamentId, { ticketId, userId: null });
    return () => followRevoked(app, revoked);
  };
