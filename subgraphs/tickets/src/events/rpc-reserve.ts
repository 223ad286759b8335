import type { RequestHandler } from '@arena/events';
import type { App } from '../app.ts';
import { reserveTicket } from '../domain/reserve-ticket.ts';

export const rpcReserve =
  (app: App): RequestHandler<'tickets.reserve'> =>
  async (input, headers) => {
    const { id, status, holdUntil } = await reserveTicket(app, input, headers);
    return { ticketId: id, status, holdUntil: holdUntil?.toISOString() ?? null };
  };
