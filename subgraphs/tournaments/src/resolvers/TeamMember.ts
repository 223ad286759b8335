import type { TeamMemberResolvers } from '../generated/resolvers.ts';

export const TeamMember: TeamMemberResolvers = {
  user: ({ userId }) => ({ id: userId }),
};
