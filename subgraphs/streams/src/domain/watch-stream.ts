import { Forbidden, parseId, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { requireMatch } from './require-match.ts';
import type { SessionEvent } from './watching/session-event.ts';

const noGrant = () => new Forbidden('Join the stream first', 'NO_GRANT');

/**
 * Counts the caller as watching a match and keeps their grant until it is returned; it tells what happens to them
 * meanwhile, and ends with KICKED or ENDED.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NO_GRANT), SubgraphUnavailable
 */
export async function watchStream(
  app: App,
  caller: Caller,
  matchId: string,
): Promise<AsyncIterableIterator<SessionEvent>> {
  const { userId } = requireSignedIn(caller);
  const { id, tournamentId } = await requireMatch(app.db, parseId(matchId, 'matchId'));
  const match = { matchId: id, tournamentId };
  // asked for first: whoever has none opens no room
  const [grant] = await app.presence.findGrants(userId, [match]);
  const events = grant && (await app.rooms.watch(match, userId));
  if (!events) throw noGrant();
  return events;
}
