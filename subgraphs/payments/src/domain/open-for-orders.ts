import { Conflict, NotFound, type Queryable } from '@arena/subgraph-kit';
import { isMatchCanceled } from '../db/canceled-match-store.ts';
import type * as schema from '../db/schema.ts';
import type { TournamentRow } from '../db/schema.ts';
import { findTournament, holdTournament } from '../db/tournament-store.ts';
import type { Order } from './order.ts';
import { isOver, sellsSeats } from './tournament-status.ts';

type Tx = Queryable<typeof schema>;

/** A tournament whose creation has been told. */
export type KnownTournament = TournamentRow & { currency: string };

/** @throws NotFound where its creation has not been told */
function requireKnown(tournament: TournamentRow | undefined): KnownTournament {
  if (!tournament?.currency) throw new NotFound('Tournament');
  return { ...tournament, currency: tournament.currency };
}

/** @throws NotFound where its creation has not been told */
export const requireTournament = async (tx: Tx, id: string): Promise<KnownTournament> =>
  requireKnown(await findTournament(tx, id));

/** Whether money is taken for this kind of order, by what is known of the tournament here. */
const takes = (type: Order['type'], tournament: TournamentRow): boolean => {
  if (type === 'DONATION') return tournament.status !== 'CANCELED';
  return type === 'VIEWER_SALE' ? !isOver(tournament) : sellsSeats(tournament);
};

/**
 * Takes no order for what is known to be closed, however it was a moment ago where the price was asked. Nothing is closed
 * until the transaction ends, so that whoever closes it finds the order.
 * @throws NotFound, Conflict SALE_CLOSED
 */
export async function requireOpen(tx: Tx, { type, matchId }: Order, tournamentId: string): Promise<void> {
  const tournament = requireKnown(await holdTournament(tx, tournamentId));
  const isCalledOff = matchId !== null && (await isMatchCanceled(tx, matchId));
  if (isCalledOff || !takes(type, tournament))
    throw new Conflict('SALE_CLOSED', 'Nothing is taken for it any more');
}
