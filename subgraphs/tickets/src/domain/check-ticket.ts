import type { RequestInput } from '@arena/events';
import type { App } from '../app.ts';
import { markCheckedIn } from '../db/seat-store.ts';
import { findAdmittingTicket } from '../db/ticket-store.ts';

/**
 * The id of the ticket that admits its owner: an ACTIVE one of their own, of this code if one is given; null
 * when there is none. A participant may be checked in with it, which is remembered once.
 */
export async function checkTicket(app: App, input: RequestInput<'tickets.check'>): Promise<string | null> {
  const { type, matchId, userId, tournamentId, code, checkIn } = input;
  // without its match a viewer ticket would open every other
  if (type === 'VIEWER' && matchId === null) return null;
  const ofMatch = type === 'VIEWER' ? matchId : null;
  const admission = { type, tournamentId, matchId: ofMatch, ownerId: userId, code };
  const ticket = await findAdmittingTicket(app.db, admission);
  if (!ticket) return null;
  if (checkIn && type === 'PARTICIPANT') await markCheckedIn(app.db, ticket.id, app.now());
  return ticket.id;
}
