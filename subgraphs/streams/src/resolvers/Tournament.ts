import { resolveReference } from '@arena/subgraph-kit';
import { showAudience } from '../domain/show-audience.ts';
import type { TournamentResolvers } from '../generated/resolvers.ts';

export const Tournament: TournamentResolvers = {
  __resolveReference: (reference) => resolveReference(reference, (id) => ({ id })),
  audience: ({ id }, _, { loaders }) => showAudience(loaders, id),
};
