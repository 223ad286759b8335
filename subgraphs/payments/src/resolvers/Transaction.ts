import type { TransactionResolvers } from '../generated/resolvers.ts';
import { existing } from '../loaders.ts';

export const Transaction: TransactionResolvers = {
  amount: ({ amountMinor, currency }) => ({ amount: amountMinor, currency }),
  checkout: ({ checkoutId }, _, { loaders }) => existing(loaders.checkoutById.load(checkoutId)),
};
