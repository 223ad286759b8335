import type { StreamAccessResolvers } from '../generated/resolvers.ts';

export const StreamAccess: StreamAccessResolvers = {
  match: ({ matchId }) => ({ id: matchId }),
  streams: ({ matchId }, _, { loaders }) => loaders.streamsOf.load(matchId),
};
