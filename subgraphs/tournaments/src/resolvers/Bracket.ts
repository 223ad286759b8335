import type { BracketResolvers } from '../generated/resolvers.ts';
import { existing } from '../loaders.ts';

export const Bracket: BracketResolvers = {
  seeds: ({ seedTeamIds }, _, { loaders }) => seedTeamIds.map((id) => existing(loaders.teamById.load(id))),
  rounds: ({ id }, _, { loaders }) => loaders.roundsOf.load(id),
};
