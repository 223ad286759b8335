import { parseId } from '@arena/subgraph-kit';
import { findTicketByCode } from '../domain/find-ticket-by-code.ts';
import { listAvailableTickets } from '../domain/list-available-tickets.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';

export const Query: QueryResolvers = {
  ticket: (_, { id }, { loaders }) => loaders.visibleTicketById.load(parseId(id, 'id')),
  ticketByCode: (_, { code }, { app, caller }) => findTicketByCode(app, caller, code),
  availableTickets: (_, args, { app }) => listAvailableTickets(app, args),
};
