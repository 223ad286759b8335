import type { RequestHandler } from '@arena/events';
import type { App } from '../app.ts';
import { tournamentName } from '../domain/tournament-name.ts';

/** Answers what a tournament is called. */
export const replyName =
  (app: App): RequestHandler<'tournaments.name'> =>
  async ({ tournamentId }) => ({ name: await tournamentName(app, tournamentId) });
