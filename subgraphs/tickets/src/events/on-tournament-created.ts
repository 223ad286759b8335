import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { openTournament } from '../domain/open-tournament.ts';

export const onTournamentCreated =
  ({ now }: App): EventHandler<typeof schema, 'tournaments.created'> =>
  (tx, tournament) =>
    openTournament(tx, tournament, now());
