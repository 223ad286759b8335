import { resolveReference } from '@arena/subgraph-kit';
import { ownCode, ownQrCode } from '../domain/own-code.ts';
import type { TicketResolvers } from '../generated/resolvers.ts';

export const Ticket: TicketResolvers = {
  __resolveReference: (reference, { loaders }) =>
    resolveReference(reference, (id) => loaders.visibleTicketById.load(id)),
  price: ({ priceMinor, currency }) => ({ amount: priceMinor, currency }),
  code: (ticket, _, { caller }) => ownCode(ticket, caller),
  qrCode: (ticket, _, { caller }) => ownQrCode(ticket, caller),
  owner: ({ ownerId }) => (ownerId === null ? null : { id: ownerId }),
  match: ({ matchId }) => (matchId === null ? null : { id: matchId }),
  tournament: ({ tournamentId }) => ({ id: tournamentId }),
};
