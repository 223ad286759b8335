import { parseId } from '@arena/subgraph-kit';
import type { QueryResolvers } from '../generated/resolvers.ts';

export const Query: QueryResolvers = {
  checkout: (_, { id }, { loaders }) => loaders.ownCheckoutById.load(parseId(id, 'id')),
};
