import { appendEvents, type MessageHeaders, type RequestInput } from '@arena/events';
import { newId, type Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import type { TicketRow } from '../db/schema.ts';
import { insertTicket, updateTicket, type Occasion } from '../db/seat-store.ts';
import { releasedEvent } from './ticket-events.ts';

/** What a checkout is to buy. */
export type Wanted = Omit<RequestInput<'tickets.reserve'>, 'holdUntil' | 'activate'>;

/** What the wanted ticket admits to. */
export const occasionOf = ({ type, tournamentId, matchId }: Wanted): Occasion => ({
  type,
  tournamentId,
  matchId: type === 'VIEWER' ? matchId : null,
});

/**
 * Holds a locked ticket for a checkout, for good where no end is given; a viewer's is made where there is none. A
 * checkout whose hold this ends is told.
 */
export async function holdTicket(
  tx: Queryable<typeof schema>,
  ticket: TicketRow | undefined,
  wanted: Wanted & { holdUntil: Date | null },
  now: Date,
  headers: MessageHeaders,
): Promise<TicketRow> {
  const held = {
    status: 'RESERVED' as const,
    ownerId: wanted.buyerId,
    checkoutId: wanted.checkoutId,
    priceMinor: wanted.priceMinor,
    currency: wanted.currency,
    holdUntil: wanted.holdUntil,
    heldSince: now,
  };
  if (!ticket) {
    const fresh = { id: newId(), ...occasionOf(wanted), code: null, issuedAt: null, checkedInAt: null };
    return insertTicket(tx, { ...fresh, ...held, createdAt: now });
  }
  if (ticket.checkoutId !== null && ticket.checkoutId !== wanted.checkoutId) {
    await appendEvents(tx, [releasedEvent(ticket, ticket.checkoutId)], headers);
  }
  return updateTicket(tx, ticket.id, held);
}
