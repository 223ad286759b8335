import { parseId } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { streamUpdated } from '../live/topics.ts';
import { requireMatch } from './require-match.ts';

/**
 * Tells of each stream of a match that is new, moves, goes live or ends from now on, until it is returned.
 * @throws BadUserInput, NotFound
 */
export async function watchStreams(
  { db, live }: App,
  matchId: string,
): Promise<AsyncIterableIterator<{ streamId: string }>> {
  const { id } = await requireMatch(db, parseId(matchId, 'matchId'));
  return live.subscribe(streamUpdated, id);
}
