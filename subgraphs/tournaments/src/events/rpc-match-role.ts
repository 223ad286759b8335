import type { RequestHandler } from '@arena/events';
import type { App } from '../app.ts';
import { roleOf } from '../domain/tournament-role.ts';

/** Answers what somebody is in a tournament. */
export const replyMatchRole =
  (app: App): RequestHandler<'tournaments.match-role'> =>
  async ({ tournamentId, userId }) => ({ role: await roleOf(app, tournamentId, userId) });
