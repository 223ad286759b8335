import type { Resolvers } from '../generated/resolvers.ts';
import { Match } from './Match.ts';
import { Mutation } from './Mutation.ts';
import { Query } from './Query.ts';
import { Stream } from './Stream.ts';
import { StreamAccess } from './StreamAccess.ts';
import { StreamBan } from './StreamBan.ts';
import { Subscription } from './Subscription.ts';
import { Tournament } from './Tournament.ts';

export const resolvers: Resolvers = {
  Match,
  Mutation,
  Query,
  Stream,
  StreamAccess,
  StreamBan,
  Subscription,
  Tournament,
};
