import type { EventHandler } from '@arena/events';
import type * as schema from '../db/schema.ts';
import { startTournament } from '../domain/start-tournament.ts';

export const onTournamentStarted: EventHandler<typeof schema, 'tournaments.started'> = (
  tx,
  { tournamentId },
) => startTournament(tx, tournamentId);
