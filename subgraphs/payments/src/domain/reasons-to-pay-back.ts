import type { Queryable } from '@arena/subgraph-kit';
import { findBan } from '../db/ban-store.ts';
import { isMatchCanceled } from '../db/canceled-match-store.ts';
import type * as schema from '../db/schema.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { findTournament } from '../db/tournament-store.ts';
import { findWithdrawn } from '../db/withdrawn-ticket-store.ts';

type Tx = Queryable<typeof schema>;

/**
 * Why what is being paid at this moment can only go back, whatever tickets would say; null where it need not. The
 * checkout must be locked, so that what happens meanwhile finds it paid.
 */
export async function reasonAgainstPayment(tx: Tx, checkout: CheckoutRow): Promise<string | null> {
  const { type, tournamentId, matchId, buyerId } = checkout;
  if (matchId !== null) {
    if (await isMatchCanceled(tx, matchId)) return 'MATCH_CANCELED';
  } else if ((await findTournament(tx, tournamentId))?.status === 'CANCELED') {
    return 'TOURNAMENT_CANCELED';
  }
  if (type === 'DONATION') return null;
  return (await findBan(tx, tournamentId, buyerId))?.isBanned ? 'BANNED' : null;
}

/**
 * Why the money of an issued ticket goes back: a ban that pays back has taken it, or it gives no place in a team; null
 * where there is no such reason.
 */
export async function reasonAgainstTicket(tx: Tx, ticketId: string): Promise<string | null> {
  const withdrawn = await findWithdrawn(tx, ticketId);
  if (!withdrawn) return null;
  if (withdrawn.reason === 'NO_PLACE') return 'NO_PLACE';
  const ban = await findBan(tx, withdrawn.tournamentId, withdrawn.ownerId);
  return ban?.refundsTickets ? 'BANNED' : null;
}
