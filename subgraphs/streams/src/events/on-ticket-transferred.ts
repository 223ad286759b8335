import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { followRevoked } from '../domain/follow-revoked.ts';
import { withdrawTicket } from '../domain/withdraw-ticket.ts';

export const onTicketTransferred =
  (app: App): EventHandler<typeof schema, 'tickets.transferred'> =>
  async (tx, { tournamentId, ticketId, fromUserId }) => {
    const revoked = await withdrawTicket(tx, tournamentId, { ticketId, userId: fromUserId });
    return () => followRevoked(app, revoked);
  };
