import { isId } from '@arena/subgraph-kit';
import type { UserResolvers } from '../generated/resolvers.ts';

export const User: UserResolvers = {
  __resolveReference: async ({ id }, { loaders }) =>
    isId(id) ? loaders.userById.load(id.toLowerCase()) : null,
};
