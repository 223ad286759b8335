import { groupOf } from '../domain/brackets/bracket-groups.ts';
import type { BracketRoundResolvers } from '../generated/resolvers.ts';

export const BracketRound: BracketRoundResolvers = {
  group: ({ format, groupNumber }) => groupOf(format, groupNumber),
  matches: ({ id }, _, { loaders }) => loaders.matchesOfRound.load(id),
};
