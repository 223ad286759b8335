import { resolveReference } from '@arena/subgraph-kit';
import type { TeamResolvers } from '../generated/resolvers.ts';
import { existing } from '../loaders.ts';

export const Team: TeamResolvers = {
  __resolveReference: (reference, { loaders }) =>
    resolveReference(reference, (id) => loaders.teamById.load(id)),
  tournament: ({ tournamentId }, _, { loaders }) => existing(loaders.tournamentById.load(tournamentId)),
  members: ({ id }, _, { loaders }) => loaders.membersOf.load(id),
  isFull: async ({ id, maxMembers }, _, { loaders }) => (await loaders.memberCountOf.load(id)) >= maxMembers,
};
