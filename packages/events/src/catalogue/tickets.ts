import { z } from 'zod';
import { defineEvent, id, instant } from './define-event.ts';

const type = z.enum(['PARTICIPANT', 'VIEWER']);
const ticket = { ticketId: id, type, tournamentId: id, matchId: id.nullable() };

export const ticketsEvents = {
  'tickets.issued': defineEvent(1, 'A ticket has become somebody’s own.', {
    ...ticket,
    ownerId: id,
    checkoutId: id.nullable(),
  }),
  'tickets.unavailable': defineEvent(1, 'What was paid for can’t be issued; the money goes back.', {
    checkoutId: id,
    reason: z.string(),
  }),
  'tickets.released': defineEvent(1, 'A reserved ticket is for sale again.', { ...ticket, checkoutId: id }),
  'tickets.invalidated': defineEvent(1, 'A ticket has lost its validity.', {
    ...ticket,
    ownerId: id,
    reason: z.string(),
  }),
  'tickets.offered': defineEvent(1, 'A ticket has been offered to somebody.', {
    offerId: id,
    ticketId: id,
    tournamentId: id,
    fromUserId: id,
    toUserId: id,
    expiresAt: instant,
  }),
  'tickets.transferred': defineEvent(1, 'A ticket has passed to another person.', {
    ...ticket,
    fromUserId: id,
    toUserId: id,
  }),
};
