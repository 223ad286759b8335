import { buyParticipantTicket } from '../domain/buy-participant-ticket.ts';
import { buyViewerTicket } from '../domain/buy-viewer-ticket.ts';
import { cancelCheckout } from '../domain/cancel-checkout.ts';
import { confirmCheckout } from '../domain/confirm-checkout.ts';
import { donate } from '../domain/donate.ts';
import { refundCheckout } from '../domain/refund-checkout.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const Mutation: MutationResolvers = {
  buyParticipantTicket: (_, { input }, { app, caller }) => buyParticipantTicket(app, caller, input),
  buyViewerTicket: (_, { input }, { app, caller }) => buyViewerTicket(app, caller, input),
  donate: (_, { input }, { app, caller }) => donate(app, caller, input),
  cancelCheckout: (_, { checkoutId }, { app, caller }) => cancelCheckout(app, caller, checkoutId),
  confirmCheckout: (_, { checkoutId }, { app, caller }) => confirmCheckout(app, caller, checkoutId),
  refundCheckout: (_, args, { app, caller }) => refundCheckout(app, caller, args),
};
