import type { EventHandler } from '@arena/events';
import type * as schema from '../db/schema.ts';
import { rescheduleTournament } from '../domain/reschedule-tournament.ts';

export const onTournamentRescheduled: EventHandler<typeof schema, 'tournaments.rescheduled'> = (tx, dates) =>
  rescheduleTournament(tx, dates);
