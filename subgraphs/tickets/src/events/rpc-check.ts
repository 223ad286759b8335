import type { RequestHandler } from '@arena/events';
import type { App } from '../app.ts';
import { checkTicket } from '../domain/check-ticket.ts';

export const rpcCheck =
  (app: App): RequestHandler<'tickets.check'> =>
  async (input) => {
    const ticketId = await checkTicket(app, input);
    return { valid: ticketId !== null, ticketId };
  };
