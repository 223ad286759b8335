import { resolveReference } from '@arena/subgraph-kit';
import type { MatchResolvers } from '../generated/resolvers.ts';

export const Match: MatchResolvers = {
  __resolveReference: (reference) => resolveReference(reference, (id) => ({ id })),
  myTicket: ({ id }, _, { loaders }) => loaders.ownView.load(id),
};
