import type { RequestHandler } from '@arena/events';
import type { App } from '../app.ts';
import { releaseTicket } from '../domain/release-ticket.ts';

export const rpcRelease =
  (app: App): RequestHandler<'tickets.release'> =>
  async ({ checkoutId }, headers) => ({ released: await releaseTicket(app, checkoutId, headers) });
