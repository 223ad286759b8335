import type { RequestHandler } from '@arena/events';
import type { App } from '../app.ts';
import { tellCode } from '../domain/tell-code.ts';

export const rpcCode =
  (app: App): RequestHandler<'tickets.code'> =>
  async ({ ticketId, ownerId }) => ({ code: await tellCode(app, ticketId, ownerId) });
