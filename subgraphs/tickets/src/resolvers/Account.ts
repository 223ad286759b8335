import { resolveOwnAccount } from '@arena/subgraph-kit';
import { listOffers } from '../domain/list-offers.ts';
import { listOwnTickets } from '../domain/list-own-tickets.ts';
import type { AccountResolvers } from '../generated/resolvers.ts';

export const Account: AccountResolvers = {
  __resolveReference: (reference, context) => resolveOwnAccount(reference, context),
  tickets: ({ id }, args, { app }) => listOwnTickets(app, id, args),
  ticketOffers: ({ id }, _, { app }) => listOffers(app, id),
};
