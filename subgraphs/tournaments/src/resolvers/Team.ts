import { isId } from '@arena/subgraph-kit';
import type { TeamResolvers } from '../generated/resolvers.ts';
import { existing } from '../loaders.ts';

export const Team: TeamResolvers = {
  __resolveReference: async ({ id }, { loaders }) => (isId(id) ? loaders.teamById.load(id) : null),
  tournament: ({ tournamentId }, _, { loaders }) => existing(loaders.tournamentById.load(tournamentId)),
  members: ({ id }, _, { loaders }) => loaders.membersOf.load(id),
  isFull: async ({ id, maxMembers }, _, { loaders }) => (await loaders.memberCountOf.load(id)) >= maxMembers,
};
