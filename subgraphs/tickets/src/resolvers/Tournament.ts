import { resolveReference } from '@arena/subgraph-kit';
import { listTicketsOfTournament } from '../domain/list-tickets-of-tournament.ts';
import { ticketAvailability } from '../domain/ticket-availability.ts';
import { ticketSales } from '../domain/ticket-sales.ts';
import type { TournamentResolvers } from '../generated/resolvers.ts';

export const Tournament: TournamentResolvers = {
  __resolveReference: (reference) => resolveReference(reference, (id) => ({ id })),
  ticketAvailability: ({ id }, _, { loaders }) => ticketAvailability(loaders, id),
  myTicket: ({ id }, _, { loaders }) => loaders.ownTicket.load(id),
  tickets: ({ id }, args, { app, loaders }) => listTicketsOfTournament(app, loaders, id, args),
  ticketSales: ({ id }, _, { loaders }) => ticketSales(loaders, id),
};
