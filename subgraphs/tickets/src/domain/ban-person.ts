import type { EventPayload, MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { recordBan } from '../db/ban-store.ts';
import { withdrawOffersWith } from '../db/offer-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTicketsOf } from '../db/seat-store.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { freeTicket } from './free-ticket.ts';
import { requireTournament } from './known-tournament.ts';
import { withdrawTicket } from './withdraw-ticket.ts';

/**
 * Takes a banned person out of a tournament: their tickets are cancelled, their holds and offers end, and they get
 * no others. Once is enough, and a ban that has been lifted since does nothing.
 */
export async function banPerson(
  tx: Queryable<typeof schema>,
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
    else await withdrawTicket(tx, ticket, tournament, 'BANNED', now, headers);
  }
}
