import type { MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import { lockBoughtTicket } from './bought-ticket.ts';
import { freeTicket } from './free-ticket.ts';
import { withdrawTicket } from './withdraw-ticket.ts';

/** Takes back the ticket of a checkout whose money is gone, whoever has it by now, or ends the hold on it. */
export async function takeBackTicket(
  tx: Queryable<typeof schema>,
  checkoutId: string,
  reason: 'REFUNDED' | 'DISPUTE_LOST',
  now: Date,
  headers: MessageHeaders,
): Promise<void> {
  const bought = await lockBoughtTicket(tx, checkoutId);
  if (!bought || bought.ticket.status === 'CANCELED') return;
  const { ticket, tournament } = bought;
  if (ticket.status === 'RESERVED') await freeTicket(tx, ticket, tournament, headers);
  else await withdrawTicket(tx, ticket, tournament, reason, now, headers);
}
