import type { TournamentStaffResolvers } from '../generated/resolvers.ts';

export const TournamentStaff: TournamentStaffResolvers = {
  user: ({ userId }) => ({ id: userId }),
};
