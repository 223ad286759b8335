import type { EventHandler } from '@arena/events';
import type * as schema from '../db/schema.ts';
import { openTournament } from '../domain/open-tournament.ts';

export const onTournamentCreated: EventHandler<typeof schema, 'tournaments.created'> = (tx, tournament) =>
  openTournament(tx, tournament);
