import { resolveReference } from '@arena/subgraph-kit';
import { listStreamBans } from '../domain/list-stream-bans.ts';
import { listViewers } from '../domain/list-viewers.ts';
import { ownAccess } from '../domain/own-access.ts';
import { viewerCountOf } from '../domain/viewer-count.ts';
import type { MatchResolvers } from '../generated/resolvers.ts';

export const Match: MatchResolvers = {
  __resolveReference: (reference) => resolveReference(reference, (id) => ({ id })),
  streams: ({ id }, _, { loaders }) => loaders.streamsOf.load(id),
  viewerCount: (match, _, { loaders }) => viewerCountOf(loaders, match),
  viewers: (match, args, { app, loaders }) => listViewers(app, loaders, match, args),
  streamBans: ({ id }, _, { loaders }) => listStreamBans(loaders, id),
  myAccess: ({ id }, _, { loaders }) => ownAccess(loaders, id),
};
