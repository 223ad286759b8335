import { ask } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import type { StartedArena } from './started-arena.ts';

/** Makes any free seat of a tournament a person's, as a checkout of nothing does; returns the ticket's id. */
export async function takeSeat(arena: StartedArena, buyerId: string, tournamentId: string): Promise<string> {
  const { ticketId } = await ask(arena.bus, 'tickets.reserve', {
    checkoutId: newId(),
    buyerId,
    tournamentId,
    type: 'PARTICIPANT',
    matchId: null,
    ticketId: null,
    priceMinor: 0,
    currency: 'COP',
    holdUntil: new Date(Date.now() + 3_600_000).toISOString(),
    activate: true,
  });
  return ticketId;
}
