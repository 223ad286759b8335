import type { EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { revokeAttendances } from '../db/attendance-store.ts';
import { recordDispute } from '../db/dispute-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { revoked, type Revoked } from './revoked.ts';

/**
 * Has a ticket admit nobody while its payment is disputed, or once that is lost. It is remembered here too, since tickets
 * may hear of it later. Another dispute may follow; what is older than what is known does nothing.
 */
export async function disputeTicket(
  tx: Queryable<typeof schema>,
  { checkoutId, tournamentId, ticketId, outcome, revision }: EventPayload<'payments.disputed'>,
): Promise<Revoked[]> {
  if (ticketId === null) return [];
  await lockTournament(tx, tournamentId);
  const isBarring = outcome === 'OPEN' || outcome === 'LOST';
  if (!(await recordDispute(tx, { checkoutId, ticketId, isBarring, revision })) || !isBarring) return [];
  return revoked(await revokeAttendances(tx, { tournamentId, ticketId }, 'TICKET_INVALID'));
}
