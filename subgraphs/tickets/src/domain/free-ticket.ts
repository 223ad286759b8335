import { appendEvents, type MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import type { TicketRow } from '../db/schema.ts';
import { deleteTicket, NOBODYS, updateTicket } from '../db/seat-store.ts';
import type { KnownTournament } from './known-tournament.ts';
import { releasedEvent } from './ticket-events.ts';

/**
 * Ends the hold on a locked ticket: a seat is for sale again at its tournament's price, a viewer's ticket is
 * forgotten, since another is made for whoever wants one.
 */
export async function freeTicket(
  tx: Queryable<typeof schema>,
  held: TicketRow,
  { participantPriceMinor, currency }: KnownTournament,
  headers: MessageHeaders,
): Promise<void> {
  if (held.type === 'VIEWER') await deleteTicket(tx, held.id);
  else {
    const price = { priceMinor: participantPriceMinor, currency };
    await updateTicket(tx, held.id, { status: 'GENERATED', ...NOBODYS, ...price });
  }
  if (held.checkoutId !== null) await appendEvents(tx, [releasedEvent(held, held.checkoutId)], headers);
}
