import { resolveOwnAccount } from '@arena/subgraph-kit';
import { listSessions } from '../domain/list-sessions.ts';
import type { AccountResolvers } from '../generated/resolvers.ts';

export const Account: AccountResolvers = {
  __resolveReference: async (reference, context) =>
    (await resolveOwnAccount(reference, context)) && context.loaders.ownAccount(),
  user: (account) => account,
  sessions: async (account, _, { loaders }) =>
    listSessions(account, await loaders.liveSessionsByUser.load(account.id)),
};
