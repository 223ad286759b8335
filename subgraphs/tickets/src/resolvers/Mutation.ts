import { acceptTicketOffer } from '../domain/accept-ticket-offer.ts';
import { offerTicket } from '../domain/offer-ticket.ts';
import { withdrawTicketOffer } from '../domain/withdraw-ticket-offer.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const Mutation: MutationResolvers = {
  offerTicket: (_, args, { app, caller }) => offerTicket(app, caller, args),
  acceptTicketOffer: (_, { offerId }, { app, caller }) => acceptTicketOffer(app, caller, offerId),
  withdrawTicketOffer: (_, { offerId }, { app, caller }) => withdrawTicketOffer(app, caller, offerId),
};
