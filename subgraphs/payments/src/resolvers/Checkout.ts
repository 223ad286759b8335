import { resolveReference } from '@arena/subgraph-kit';
import { shownPaymentUrl } from '../domain/payment-url.ts';
import type { CheckoutResolvers } from '../generated/resolvers.ts';

export const Checkout: CheckoutResolvers = {
  __resolveReference: (reference, { loaders }) =>
    resolveReference(reference, (id) => loaders.ownCheckoutById.load(id)),
  amount: ({ amountMinor, currency }) => ({ amount: amountMinor, currency }),
  paymentUrl: (checkout, _, { app }) => shownPaymentUrl(app, checkout),
  tournament: ({ tournamentId }) => ({ id: tournamentId }),
  match: ({ matchId }) => (matchId === null ? null : { id: matchId }),
  ticket: ({ ticketId, issuedAt }) => (ticketId && issuedAt ? { id: ticketId } : null),
};
