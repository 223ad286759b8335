import { changeStreamUrl } from '../domain/change-stream-url.ts';
import { createStream } from '../domain/create-stream.ts';
import { joinStream } from '../domain/join-stream.ts';
import { kickViewer } from '../domain/kick-viewer.ts';
import { leaveStream } from '../domain/leave-stream.ts';
import { removeStream } from '../domain/remove-stream.ts';
import { unbanViewer } from '../domain/unban-viewer.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const Mutation: MutationResolvers = {
  createStream: (_, { input }, { app, caller }) => createStream(app, caller, input),
  changeStreamUrl: (_, args, { app, caller }) => changeStreamUrl(app, caller, args),
  removeStream: (_, { streamId }, { app, caller }) => removeStream(app, caller, streamId),
  joinStream: (_, { input }, { app, caller }) => joinStream(app, caller, input),
  leaveStream: (_, { matchId }, { app, caller }) => leaveStream(app, caller, matchId),
  kickViewer: (_, { input }, { app, caller }) => kickViewer(app, caller, input),
  unbanViewer: (_, args, { app, caller }) => unbanViewer(app, caller, args),
};
