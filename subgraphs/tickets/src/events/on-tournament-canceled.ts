import type { EventHandler } from '@arena/events';
import type * as schema from '../db/schema.ts';
import { cancelTournament } from '../domain/cancel-tournament.ts';

export const onTournamentCanceled: EventHandler<typeof schema, 'tournaments.canceled'> = (
  tx,
  { tournamentId },
  headers,
) => cancelTournament(tx, tournamentId, headers);
