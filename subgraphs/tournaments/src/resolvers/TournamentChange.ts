import type { TournamentChangeResolvers } from '../generated/resolvers.ts';

export const TournamentChange: TournamentChangeResolvers = {
  by: ({ byId }) => (byId === null ? null : { id: byId }),
};
