import { Conflict, type Queryable } from '@arena/subgraph-kit';
import { findMatchEnd } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import type { Occasion } from '../db/seat-store.ts';
import { isOver, isStaff, requireNotBanned, sellsSeats, type KnownTournament } from './known-tournament.ts';

/**
 * Whether a person may have a ticket for this occasion at this moment; the tournament must be held.
 * @throws Conflict SALE_CLOSED, MATCH_OVER, BANNED, IS_STAFF
 */
export async function requireForSale(
  tx: Queryable<typeof schema>,
  tournament: KnownTournament,
  { type, matchId }: Occasion,
  buyerId: string,
): Promise<void> {
  const isOpen = type === 'VIEWER' ? !isOver(tournament) : sellsSeats(tournament);
  if (!isOpen) {
    const { status } = tournament;
    const why = status === 'PENDING' ? 'The teams are settled' : `The tournament is ${status}`;
    throw new Conflict('SALE_CLOSED', `${why}; its sale is closed`);
  }
  const end = matchId === null ? null : await findMatchEnd(tx, matchId);
  if (end) throw new Conflict('MATCH_OVER', `The match is ${end}; it is watched no more`);
  await requireNotBanned(tx, tournament.id, buyerId);
  if (type === 'PARTICIPANT' && (await isStaff(tx, tournament.id, buyerId))) {
    throw new Conflict('IS_STAFF', 'The staff of a tournament cannot take part in it');
  }
}
