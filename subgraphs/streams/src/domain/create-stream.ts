import { appendEvents } from '@arena/events';
import {
  BadUserInput,
  Conflict,
  idSchema,
  newId,
  parseInput,
  requireSignedIn,
  type Caller,
  type Queryable,
} from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { findPlatforms } from '../db/platform-store.ts';
import type * as schema from '../db/schema.ts';
import type { StreamRow } from '../db/schema.ts';
import { insertStream } from '../db/stream-store.ts';
import { holdOwnMatch } from './hold-own-match.ts';
import { eventOf } from './stream-events.ts';
import { addressOn, streamUrlSchema } from './stream-url.ts';
import { tellStreamUpdated } from './tell-stream-updated.ts';

const inputSchema = z.object({ matchId: idSchema, platformId: idSchema, url: streamUrlSchema });

/** @throws BadUserInput where there is no such platform, or the address is not on it */
async function requireAddress(
  tx: Queryable<typeof schema>,
  { platformId, url }: z.output<typeof inputSchema>,
): Promise<string> {
  const [platform] = await findPlatforms(tx, [platformId]);
  if (!platform) throw new BadUserInput([{ path: 'input.platformId', message: 'is no platform' }]);
  return addressOn(platform, url, 'input.url');
}

/**
 * Tells where a match can be watched.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE, PLATFORM_TAKEN)
 */
export async function createStream(
  app: App,
  caller: Caller,
  args: z.input<typeof inputSchema>,
): Promise<StreamRow> {
  const { userId } = requireSignedIn(caller);
  const input = parseInput(inputSchema, args, 'input');
  const { matchId, platformId } = input;
  const stream = await app.transact(async (tx) => {
    const { tournamentId } = await holdOwnMatch(tx, matchId, userId);
    const url = await requireAddress(tx, input);
    const row = { id: newId(), matchId, tournamentId, platformId, url, createdAt: app.now() };
    if (!(await insertStream(tx, row))) {
      throw new Conflict('PLATFORM_TAKEN', 'The match has a stream on this platform already');
    }
    await appendEvents(tx, [eventOf('streams.created', row)], caller);
    return row;
  });
  tellStreamUpdated(app, stream);
  return stream;
}
