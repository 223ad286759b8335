import { appendEvents, type EventPayload, type MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { withdrawOfferOfTicket } from '../db/offer-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTicket, updateTicket } from '../db/seat-store.ts';
import { holdTournament } from '../db/tournament-store.ts';
import { invalidatedEvent } from './ticket-events.ts';

/**
 * Cancels a ticket that gives its owner no place in a team, which is told; no fresh seat takes its place, since nobody
 * joins any more. One that is suspended is cancelled as well: once its dispute is won it would be valid, and give no
 * place. It does nothing to a ticket that is another's by now, or is over.
 */
export async function refusePlace(
  tx: Queryable<typeof schema>,
  { tournamentId, ticketId, userId }: EventPayload<'tournaments.place-refused'>,
  headers: MessageHeaders,
): Promise<void> {
  await holdTournament(tx, tournamentId);
  const ticket = await lockTicket(tx, ticketId);
  const isValid = ticket?.status === 'ACTIVE' || ticket?.status === 'SUSPENDED';
  if (!isValid || ticket.ownerId !== userId) return;
  await withdrawOfferOfTicket(tx, ticketId);
  await updateTicket(tx, ticketId, { status: 'CANCELED' });
  await appendEvents(tx, [invalidatedEvent(ticket, 'NO_PLACE')], headers);
}
