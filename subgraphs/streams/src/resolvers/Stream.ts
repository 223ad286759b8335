import { resolveReference } from '@arena/subgraph-kit';
import { shownUrl } from '../domain/own-access.ts';
import { streamIsLive } from '../domain/stream-is-live.ts';
import type { StreamResolvers } from '../generated/resolvers.ts';
import { existing } from '../loaders.ts';

export const Stream: StreamResolvers = {
  __resolveReference: (reference, { loaders }) =>
    resolveReference(reference, (id) => loaders.streamById.load(id)),
  match: ({ matchId }) => ({ id: matchId }),
  platform: ({ platformId }, _, { loaders }) => existing(loaders.platformById.load(platformId)),
  url: (stream, _, { loaders }) => shownUrl(loaders, stream),
  isLive: (stream, _, { loaders }) => streamIsLive(loaders, stream),
};
