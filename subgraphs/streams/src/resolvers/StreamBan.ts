import type { StreamBanResolvers } from '../generated/resolvers.ts';

export const StreamBan: StreamBanResolvers = {
  user: ({ userId }) => ({ id: userId }),
};
