import type { OpponentResolvers } from '../generated/resolvers.ts';

export const Opponent: OpponentResolvers = {
  team: ({ teamId }, _, { loaders }) => (teamId === null ? null : loaders.teamById.load(teamId)),
};
