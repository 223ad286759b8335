import { appendEvents, type EventPayload, type MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { recordBan } from '../db/ban-store.ts';
import { withdrawOffersWith } from '../db/offer-store.ts';
import type * as schema from '../db/schema.ts';
import type { TicketRow } from '../db/schema.ts';
import { insertSeats, lockTicketsOf, updateTicket } from '../db/seat-store.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { freeTicket } from './free-ticket.ts';
import { requireTournament, sellsSeats, type KnownTournament } from './known-tournament.ts';
import { invalidatedEvent } from './ticket-events.ts';

type Tx = Queryable<typeof schema>;

/** Cancels a ticket, which is told; while seats are sold a fresh one takes the place of a participant's. */
async function withdrawTicket(
  tx: Tx,
  ticket: TicketRow,
  tournament: KnownTournament,
  now: Date,
  headers: MessageHeaders,
): Promise<void> {
  await updateTicket(tx, ticket.id, { status: 'CANCELED' });
  await appendEvents(tx, [invalidatedEvent(ticket, 'BANNED')], headers);
  if (ticket.type !== 'PARTICIPANT' || !sellsSeats(tournament)) return;
  const { id: tournamentId, participantPriceMinor: priceMinor, currency } = tournament;
  await insertSeats(tx, 1, { tournamentId, status: 'GENERATED', priceMinor, currency, createdAt: now });
}

/**
 * Takes a banned person out of a tournament: their tickets are cancelled, their holds and offers end, and they get
 * no others. Once is enough, and a ban that has been lifted since does nothing.
 */
export async function banPerson(
  tx: Tx,
  { tournamentId, userId, revision }: EventPayload<'tournaments.person-banned'>,
  now: Date,
  headers: MessageHeaders,
): Promise<void> {
  await lockTournament(tx, tournamentId);
  if (!(await recordBan(tx, { tournamentId, userId, revision, isBanned: true }))) return;
  await withdrawOffersWith(tx, tournamentId, userId);
  const tickets = await lockTicketsOf(tx, tournamentId, userId);
  if (tickets.length === 0) return;
  const tournament = await requireTournament(tx, tournamentId);
  for (const ticket of tickets) {
    if (ticket.status === 'RESERVED') await freeTicket(tx, ticket, tournament, headers);
    else await withdrawTicket(tx, ticket, tournament, now, headers);
  }
}
