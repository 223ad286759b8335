import { parseId } from '@arena/subgraph-kit';
import { listPlatforms } from '../domain/list-platforms.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';

export const Query: QueryResolvers = {
  platforms: (_, __, { app }) => listPlatforms(app),
  stream: (_, { id }, { loaders }) => loaders.streamById.load(parseId(id, 'id')),
};
