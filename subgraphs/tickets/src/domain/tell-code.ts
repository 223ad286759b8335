import { NotFound } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findOwnedTicket } from '../db/ticket-store.ts';

/**
 * The code of a ticket, for its owner.
 * @throws NotFound when there is no issued ticket of this owner with this id
 */
export async function tellCode(app: App, ticketId: string, ownerId: string): Promise<string> {
  const ticket = await findOwnedTicket(app.db, ticketId, ownerId);
  if (!ticket?.code) throw new NotFound('Ticket');
  return ticket.code;
}
