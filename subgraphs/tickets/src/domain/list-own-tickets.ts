import { instantKeySchema, keyset, type PageArguments } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type { TicketRow } from '../db/schema.ts';
import { countOwnedTickets, listOwnedTickets } from '../db/ticket-list-store.ts';
import { ticketFilter, type FilterArguments, type TicketPage } from './ticket-lists.ts';

/** Since when a ticket has been its owner's, which whoever owns one knows. */
function heldSince({ id, heldSince: since }: TicketRow): Date {
  if (since === null) throw new Error(`Ticket ${id} is nobody's`);
  return since;
}

const list = keyset<TicketRow, typeof instantKeySchema>({
  name: 'ownTickets',
  key: instantKeySchema,
  keyOf: (row) => [heldSince(row).toISOString(), row.id],
});

/**
 * A page of a person's own tickets, the last acquired first.
 * @throws BadUserInput for a faulty `first` or cursor
 */
export async function listOwnTickets(
  { db, now }: App,
  userId: string,
  args: Omit<FilterArguments, 'type'> & PageArguments,
): Promise<TicketPage> {
  const page = list.parse(args);
  const filter = ticketFilter(args);
  const at = now();
  const rows = await listOwnedTickets(db, userId, filter, page, at);
  return { ...list.connect(rows, page), totalCount: () => countOwnedTickets(db, userId, filter, at) };
}
