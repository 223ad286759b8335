import { appendEvents, type MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { withdrawOfferOf } from '../db/offer-store.ts';
import type * as schema from '../db/schema.ts';
import type { TicketRow } from '../db/schema.ts';
import { insertSeats, updateTicket } from '../db/seat-store.ts';
import type { KnownTournament } from './known-tournament.ts';
import { invalidatedEvent } from './ticket-events.ts';

/**
 * Cancels a locked ticket, which its holder is told, whoever bought it; before the tournament starts a fresh seat
 * takes the place of a participant's.
 */
export async function withdrawTicket(
  tx: Queryable<typeof schema>,
  ticket: TicketRow,
  { status, participantPriceMinor, currency }: KnownTournament,
  reason: string,
  now: Date,
  headers: MessageHeaders,
): Promise<void> {
  await updateTicket(tx, ticket.id, { status: 'CANCELED' });
  await withdrawOfferOf(tx, ticket.id);
  await appendEvents(tx, [invalidatedEvent(ticket, reason)], headers);
  if (ticket.type !== 'PARTICIPANT' || status !== 'PENDING') return;
  const price = { priceMinor: participantPriceMinor, currency };
  await insertSeats(tx, 1, {
    tournamentId: ticket.tournamentId,
    status: 'GENERATED',
    ...price,
    createdAt: now,
  });
}
