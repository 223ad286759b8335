import type { Context } from '../context.ts';
import type { ShownMatch } from '../domain/shown-match.ts';
import { watchStream } from '../domain/watch-stream.ts';
import { watchStreams } from '../domain/watch-streams.ts';
import { watchViewerCount } from '../domain/watch-viewer-count.ts';
import type { SessionEvent } from '../domain/watching/session-event.ts';
import type { SubscriptionResolvers } from '../generated/resolvers.ts';

export const Subscription: SubscriptionResolvers = {
  streamUpdated: {
    subscribe: (_, { matchId }, { app }) => watchStreams(app, matchId),
    resolve: ({ streamId }: { streamId: string }, _: object, { loaders }: Context) =>
      loaders.streamById.load(streamId),
  },
  viewerCountChanged: {
    subscribe: (_, { matchId }, { app }) => watchViewerCount(app, matchId),
    resolve: (match: ShownMatch) => match,
  },
  watchStream: {
    subscribe: (_, { matchId }, { app, caller }) => watchStream(app, caller, matchId),
    resolve: (event: SessionEvent) => event,
  },
};
