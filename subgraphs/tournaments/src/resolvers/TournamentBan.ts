import type { TournamentBanResolvers } from '../generated/resolvers.ts';

export const TournamentBan: TournamentBanResolvers = {
  user: ({ userId }) => ({ id: userId }),
  by: ({ bannedById }) => ({ id: bannedById }),
};
