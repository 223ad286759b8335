import { resolveReference } from '@arena/subgraph-kit';
import { donationSummary } from '../domain/donation-summary.ts';
import { earnings } from '../domain/earnings.ts';
import { listDonations } from '../domain/list-donations.ts';
import type { TournamentResolvers } from '../generated/resolvers.ts';

export const Tournament: TournamentResolvers = {
  __resolveReference: (reference) => resolveReference(reference, (id) => ({ id })),
  donationSummary: ({ id }, _, { loaders }) => donationSummary(loaders, id),
  donations: ({ id }, args, { loaders }) => listDonations(loaders, id, args),
  earnings: ({ id }, _, { loaders }) => earnings(loaders, id),
};
