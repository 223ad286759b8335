import type { PageArguments } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type { Loaders } from '../loaders.ts';
import { ticketAsOf } from './hold.ts';
import { ticketFilter, ticketsById, type FilterArguments, type TicketPage } from './ticket-lists.ts';

const list = ticketsById('tournamentTickets');

/**
 * A page of the tickets of a tournament, for its staff; null for others.
 * @throws BadUserInput for a faulty `first` or cursor
 */
export async function listTicketsOfTournament(
  { now }: App,
  loaders: Loaders,
  tournamentId: string,
  args: FilterArguments & PageArguments,
): Promise<TicketPage | null> {
  const page = list.parse(args);
  const filter = ticketFilter(args);
  if (!(await loaders.ownStaffRole.load(tournamentId))) return null;
  const rows = await loaders.ticketsOf.load(tournamentId, { filter, page });
  const shown = rows.map((row) => ticketAsOf(row, now()));
  return { ...list.connect(shown, page), totalCount: () => loaders.ticketCountOf.load(tournamentId, filter) };
}
