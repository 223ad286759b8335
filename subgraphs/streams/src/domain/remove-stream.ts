import { parseId, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { deleteStream } from '../db/stream-store.ts';
import { matchNews } from '../live/topics.ts';
import { changeOwnStream } from './change-own-stream.ts';

/**
 * Takes a stream away. Who holds a grant for the match keeps it, for its other streams.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE)
 */
export async function removeStream(app: App, caller: Caller, streamId: string): Promise<boolean> {
  const { userId } = requireSignedIn(caller);
  const id = parseId(streamId, 'streamId');
  const { matchId } = await changeOwnStream(app, id, userId, async (tx, stream) => {
    await deleteStream(tx, id);
    return stream;
  });
  app.live.publish(matchNews, matchId, { type: 'URL_CHANGED' });
  return true;
}
