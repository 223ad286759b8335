import { resolveOwnAccount } from '@arena/subgraph-kit';
import { listTransactions } from '../domain/list-transactions.ts';
import type { AccountResolvers } from '../generated/resolvers.ts';

export const Account: AccountResolvers = {
  __resolveReference: (reference, context) => resolveOwnAccount(reference, context),
  transactions: ({ id }, args, { app }) => listTransactions(app, id, args),
};
