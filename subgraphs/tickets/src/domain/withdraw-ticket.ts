import { appendEvents, type MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { withdrawOfferOfTicket } from '../db/offer-store.ts';
import type * as schema from '../db/schema.ts';
import type { TicketRow } from '../db/schema.ts';
import { insertSeats, updateTicket } from '../db/seat-store.ts';
import { sellsSeats, type KnownTournament } from './known-tournament.ts';
import { invalidatedEvent } from './ticket-events.ts';

/**
 * Cancels a locked ticket, which its holder is told, whoever bought it; while seats are sold a fresh one takes the
 * place of a participant's.
 */
export async function withdrawTicket(
  tx: Queryable<typeof schema>,
  ticket: TicketRow,
  tournament: KnownTournament,
  reason: string,
  now: Date,
  headers: MessageHeaders,
): Promise<void> {
  await updateTicket(tx, ticket.id, { status: 'CANCELED' });
  await withdrawOfferOfTicket(tx, ticket.id);
  await appendEvents(tx, [invalidatedEvent(ticket, reason)], headers);
  if (ticket.type !== 'PARTICIPANT' || !sellsSeats(tournament)) return;
  const { id: tournamentId, participantPriceMinor: priceMinor, currency } = tournament;
  await insertSeats(tx, 1, { tournamentId, status: 'GENERATED', priceMinor, currency, createdAt: now });
}
