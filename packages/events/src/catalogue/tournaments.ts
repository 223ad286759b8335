import { z } from 'zod';
import { amountMinor, currency, defineEvent, id, instant } from './define-event.ts';

/** Rises with each change of the same thing, so that an older state never replaces a newer one. */
const revision = z.int().min(0);

export const tournamentsEvents = {
  'tournaments.created': defineEvent(1, 'A tournament has been created.', {
    tournamentId: id,
    name: z.string().optional(),
    organizerId: id,
    capacity: z.int().min(1),
    currency,
    participantPriceMinor: amountMinor,
    viewerPriceMinor: amountMinor,
    startsAt: instant,
    endsAt: instant,
  }),
  'tournaments.updated': defineEvent(1, 'A tournament’s name, description or prize has changed.', {
    tournamentId: id,
    revision: revision.optional(),
    /** what it is called then, whether or not that is new */
    name: z.string().optional(),
  }),
  'tournaments.changed': defineEvent(
    1,
    'Something that is shown of a tournament, its teams, matches or brackets has changed.',
    { tournamentId: id },
  ),
  'tournaments.catalogue-changed': defineEvent(1, 'A game or category has been added.', {}),
  'tournaments.rescheduled': defineEvent(1, 'A tournament has new dates.', {
    tournamentId: id,
    revision,
    startsAt: instant,
    endsAt: instant,
  }),
  'tournaments.roster-closed': defineEvent(
    1,
    'The teams of a tournament are settled before its start; its participant sale is closed.',
    { tournamentId: id },
  ),
  'tournaments.started': defineEvent(1, 'A tournament has started; its participant sale is closed.', {
    tournamentId: id,
  }),
  'tournaments.finished': defineEvent(1, 'A tournament is over.', { tournamentId: id }),
  'tournaments.canceled': defineEvent(1, 'A tournament will not take place.', { tournamentId: id }),
  'tournaments.staff-changed': defineEvent(
    1,
    'Who runs a tournament has changed: the whole staff as it is now.',
    {
      tournamentId: id,
      revision,
      staff: z.array(z.object({ userId: id, role: z.enum(['ADMIN', 'SUBADMIN']) })),
    },
  ),
  'tournaments.player-joined': defineEvent(1, 'A player has taken a place in a team.', {
    tournamentId: id,
    teamId: id,
    userId: id,
    ticketId: id,
  }),
  'tournaments.place-refused': defineEvent(
    1,
    'A ticket gives no place, since the teams of its tournament are settled.',
    { tournamentId: id, ticketId: id, userId: id },
  ),
  'tournaments.person-banned': defineEvent(2, 'Somebody has been banned from a tournament.', {
    tournamentId: id,
    userId: id,
    revision,
    /** whether the money of their tickets goes back */
    refund: z.boolean(),
  }),
  'tournaments.ban-lifted': defineEvent(1, 'Somebody’s ban from a tournament has been lifted.', {
    tournamentId: id,
    userId: id,
    revision,
  }),
};
