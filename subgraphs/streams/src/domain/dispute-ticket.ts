import type { EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import type { Revoked } from './revoked.ts';
import { withdrawTicket } from './withdraw-ticket.ts';

/** Has a ticket admit nobody while its payment is disputed. Of one that is lost tickets tell, and of one that is won nothing follows. */
export async function disputeTicket(
  tx: Queryable<typeof schema>,
  { tournamentId, ticketId, outcome }: EventPayload<'payments.disputed'>,
): Promise<Revoked[]> {
  if (outcome !== 'OPEN' || ticketId === null) return [];
  return withdrawTicket(tx, tournamentId, { ticketId, userId: null });
}
