import type { StandingResolvers } from '../generated/resolvers.ts';
import { existing } from '../loaders.ts';

export const Standing: StandingResolvers = {
  team: ({ teamId }, _, { loaders }) => existing(loaders.teamById.load(teamId)),
};
