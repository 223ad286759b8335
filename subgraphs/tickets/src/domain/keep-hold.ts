import type { Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import { updateTicket } from '../db/seat-store.ts';
import { lockBoughtTicket } from './bought-ticket.ts';

/** Keeps what is held for a checkout that is being paid, however long that takes. */
export async function keepHold(tx: Queryable<typeof schema>, checkoutId: string): Promise<void> {
  const bought = await lockBoughtTicket(tx, checkoutId);
  if (bought?.ticket.status === 'RESERVED') await updateTicket(tx, bought.ticket.id, { holdUntil: null });
}
