import type { TicketOfferResolvers } from '../generated/resolvers.ts';
import { existing } from '../loaders.ts';

export const TicketOffer: TicketOfferResolvers = {
  ticket: ({ ticketId }, _, { loaders }) => existing(loaders.ticketById.load(ticketId)),
  from: ({ fromUserId }) => ({ id: fromUserId }),
  to: ({ toUserId }) => ({ id: toUserId }),
};
