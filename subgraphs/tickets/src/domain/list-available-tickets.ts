import { parseId, type PageArguments } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { countSeatsForSale, listSeatsForSale } from '../db/ticket-list-store.ts';
import { ticketAsOf } from './hold.ts';
import { ticketsById, type TicketPage } from './ticket-lists.ts';

const list = ticketsById('availableTickets');

/**
 * A page of the seats of a tournament that are for sale now.
 * @throws BadUserInput for a faulty id, `first` or cursor
 */
export async function listAvailableTickets(
  { db, now }: App,
  args: PageArguments & { tournamentId: string },
): Promise<TicketPage> {
  const tournamentId = parseId(args.tournamentId, 'tournamentId');
  const page = list.parse(args);
  const at = now();
  const rows = await listSeatsForSale(db, tournamentId, page, at);
  const seats = rows.map((row) => ticketAsOf(row, at));
  return { ...list.connect(seats, page), totalCount: () => countSeatsForSale(db, tournamentId, at) };
}
