import type { RequestHandler } from '@arena/events';
import type { App } from '../app.ts';
import { mintToken } from '../domain/mint-token.ts';

/** Answers what token goes into a mail. */
export const replyMintToken =
  (app: App): RequestHandler<'users.mint-token'> =>
  (request) =>
    mintToken(app, request);
