import { Conflict, type Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import type { TicketRow } from '../db/schema.ts';
import { TicketInvalid } from './errors.ts';
import { isBeforeStart, isStaff, requireNotBanned, type KnownTournament } from './known-tournament.ts';

/**
 * Whether a ticket may pass from its owner to another person at this moment.
 * @throws TicketInvalid, Conflict INVALID_STATE once the tournament has begun
 */
export function requireTransferable(
  ticket: TicketRow | undefined,
  ownerId: string,
  tournament: KnownTournament,
  now: Date,
): asserts ticket is TicketRow {
  if (ticket?.ownerId !== ownerId) throw new TicketInvalid('NOT_OWNER', 'The ticket has another owner');
  if (ticket.type !== 'PARTICIPANT') {
    throw new TicketInvalid('VIEWER_TICKET', 'Only participant tickets are passed on');
  }
  if (ticket.status !== 'ACTIVE') throw new TicketInvalid(ticket.status, `The ticket is ${ticket.status}`);
  if (!isBeforeStart(tournament, now)) {
    throw new Conflict('INVALID_STATE', 'Tickets are passed on before the tournament starts only');
  }
}

/** @throws Conflict IS_STAFF when the person runs the tournament, BANNED when they are banned from it */
export async function requireReceivable(
  tx: Queryable<typeof schema>,
  tournamentId: string,
  userId: string,
): Promise<void> {
  if (await isStaff(tx, tournamentId, userId)) {
    throw new Conflict('IS_STAFF', 'The staff of a tournament cannot take part in it');
  }
  await requireNotBanned(tx, tournamentId, userId);
}
