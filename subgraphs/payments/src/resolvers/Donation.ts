import { amountOf, donatedAt, donorOf } from '../domain/donation.ts';
import type { DonationResolvers } from '../generated/resolvers.ts';

export const Donation: DonationResolvers = {
  amount: (donation, _, { loaders }) => amountOf(loaders, donation),
  donor: (donation) => donorOf(donation),
  createdAt: (donation) => donatedAt(donation),
};
