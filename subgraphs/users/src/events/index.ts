import { serveRequests, type EventBus, type Running } from '@arena/events';
import type { App } from '../app.ts';
import { replyContacts } from './rpc-contacts.ts';
import { replyMintToken } from './rpc-mint-token.ts';

/** Answers the requests that other domains put to this one. */
export const startEvents = (app: App, bus: EventBus): Promise<Running> =>
  serveRequests(
    bus,
    { 'users.contacts': replyContacts(app), 'users.mint-token': replyMintToken(app) },
    app.logger,
  );
