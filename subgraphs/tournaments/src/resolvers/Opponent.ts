import type { OpponentResolvers } from '../generated/resolvers.ts';

export const Opponent: OpponentResolvers = {
  team: ({ teamId }, _, { loaders }) => loaders.teamById.load(teamId),
};
