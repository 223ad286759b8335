import { resolveReference } from '@arena/subgraph-kit';
import type { TicketResolvers } from '../generated/resolvers.ts';

export const Ticket: TicketResolvers = {
  __resolveReference: (reference) => resolveReference(reference, (id) => ({ id })),
  checkout: ({ id }, _, { loaders }) => loaders.buyingCheckoutOf.load(id),
};
