import { z } from 'zod';
import { defineEvent, id, instant } from './define-event.ts';

const match = { matchId: id, tournamentId: id };

export const matchesEvents = {
  'matches.created': defineEvent(1, 'A match has been planned.', { ...match, startsAt: instant.nullable() }),
  'matches.rescheduled': defineEvent(1, 'A match has a new date.', { ...match, startsAt: instant }),
  'matches.started': defineEvent(1, 'A match has started.', match),
  'matches.finished': defineEvent(1, 'A match is over.', { ...match, winnerTeamId: id.nullable() }),
  'matches.result-corrected': defineEvent(1, 'A match that was over has another result.', {
    ...match,
    winnerTeamId: id.nullable(),
  }),
  'matches.canceled': defineEvent(1, 'A match will not take place.', match),
  'matches.reminder-due': defineEvent(1, 'A match takes place today.', { ...match, on: z.iso.date() }),
};
