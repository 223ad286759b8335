import type { EventHandler } from '@arena/events';
import type * as schema from '../db/schema.ts';
import { finishTournament } from '../domain/finish-tournament.ts';

export const onTournamentFinished: EventHandler<typeof schema, 'tournaments.finished'> = (
  tx,
  { tournamentId },
) => finishTournament(tx, tournamentId);
