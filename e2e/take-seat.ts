import { ask } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import type { StartedArena } from './started-arena.ts';

type Reservation = { ticketId: string; checkoutId: string };

/** Reserves any free seat of a tournament for a person, for a checkout of nothing; activated it is theirs at once. */
export async function reserveSeat(
  arena: StartedArena,
  buyerId: string,
  tournamentId: string,
  activate: boolean,
): Promise<Reservation> {
  const checkoutId = newId();
  const { ticketId } = await ask(arena.bus, 'tickets.reserve', {
    checkoutId,
    buyerId,
    tournamentId,
    type: 'PARTICIPANT',
    matchId: null,
    ticketId: null,
    priceMinor: 0,
    currency: 'COP',
    holdUntil: new Date(Date.now() + 3_600_000).toISOString(),
    activate,
  });
  return { ticketId, checkoutId };
}

/** Makes any free seat of a tournament a person's; returns the ticket's id. */
export const takeSeat = async (arena: StartedArena, buyerId: string, tournamentId: string): Promise<string> =>
  (await reserveSeat(arena, buyerId, tournamentId, true)).ticketId;
