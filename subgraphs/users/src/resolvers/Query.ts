import { parseId } from '@arena/subgraph-kit';
import type { QueryResolvers } from '../generated/resolvers.ts';

export const Query: QueryResolvers = {
  user: (_, { id }, { loaders }) => loaders.userById.load(parseId(id, 'id')),
};
