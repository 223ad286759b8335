import { appendEvents } from '@arena/events';
import { idSchema, parseArguments, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { findPlatforms } from '../db/platform-store.ts';
import type { StreamRow } from '../db/schema.ts';
import { updateStreamUrl } from '../db/stream-store.ts';
import { matchNews } from '../live/topics.ts';
import { changeOwnStream } from './change-own-stream.ts';
import { eventOf } from './stream-events.ts';
import { addressOn, streamUrlSchema } from './stream-url.ts';
import { tellStreamUpdated } from './tell-stream-updated.ts';

const schema = z.object({ streamId: idSchema, url: streamUrlSchema });

/**
 * Moves a stream to another address on its platform; to the one that it has already, nothing is told.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE)
 */
export async function changeStreamUrl(
  app: App,
  caller: Caller,
  args: z.input<typeof schema>,
): Promise<StreamRow> {
  const { userId } = requireSignedIn(caller);
  const { streamId, url: wanted } = parseArguments(schema, args);
  const { stream, hasMoved } = await changeOwnStream(app, streamId, userId, async (tx, before) => {
    const [platform] = await findPlatforms(tx, [before.platformId]);
    if (!platform) throw new Error('The platform of a stream is missing');
    const url = addressOn(platform, wanted, 'url');
    if (url === before.url) return { stream: before, hasMoved: false };
    await updateStreamUrl(tx, streamId, url);
    await appendEvents(tx, [eventOf('streams.url-changed', before)], caller);
    return { stream: { ...before, url }, hasMoved: true };
  });
  if (hasMoved) {
    tellStreamUpdated(app, stream);
    app.live.publish(matchNews, stream.matchId, { type: 'URL_CHANGED' });
  }
  return stream;
}
