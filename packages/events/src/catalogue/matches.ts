import { z } from 'zod';
import { defineEvent, id, instant } from './define-event.ts';

const match = { matchId: id, tournamentId: id };

const withTeams = {
  ...match,
  /** who meets in it, as far as that is known at the time */
  teamIds: z.array(id).optional(),
};

const result = {
  ...withTeams,
  winnerTeamId: id.nullable(),
  /** what the team is called at the time; null where none has won */
  winnerName: z.string().nullable().optional(),
};

export const matchesEvents = {
  'matches.created': defineEvent(1, 'A match has been planned.', {
    ...withTeams,
    name: z.string().optional(),
    startsAt: instant.nullable(),
  }),
  'matches.rescheduled': defineEvent(1, 'A match has a new date.', { ...withTeams, startsAt: instant }),
  'matches.started': defineEvent(1, 'A match has started.', withTeams),
  'matches.finished': defineEvent(1, 'A match is over.', result),
  'matches.result-corrected': defineEvent(1, 'A match that was over has another result.', result),
  'matches.canceled': defineEvent(1, 'A match will not take place.', {
    ...withTeams,
    /** true where its whole tournament is called off, of which `tournaments.canceled` tells */
    withTournament: z.boolean().optional(),
  }),
  'matches.reminder-due': defineEvent(1, 'A match takes place today.', {
    ...withTeams,
    on: z.iso.date(),
    startsAt: instant.optional(),
  }),
};
