import { donatedAt, donorOf } from '../domain/donation.ts';
import type { DonationResolvers } from '../generated/resolvers.ts';

export const Donation: DonationResolvers = {
  amount: ({ amountMinor, currency }) => ({ amount: amountMinor, currency }),
  donor: (donation) => donorOf(donation),
  createdAt: (donation) => donatedAt(donation),
};
