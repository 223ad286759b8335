import { LatestQueue } from '@arena/live';
import { parseId } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { matchNews } from '../live/topics.ts';
import { requireMatch } from './require-match.ts';
import type { ShownMatch } from './shown-match.ts';

/**
 * Tells each time that another number of people watch a match from now on, until it is returned.
 * @throws BadUserInput, NotFound
 */
export async function watchViewerCount(
  { db, live }: App,
  matchId: string,
): Promise<AsyncIterableIterator<ShownMatch>> {
  const { id } = await requireMatch(db, parseId(matchId, 'matchId'));
  const told = await live.subscribe(matchNews, id);
  const counts = new LatestQueue<ShownMatch>({ capacity: 1, onClose: () => void told.return() });
  const passOn = async () => {
    for await (const news of told) {
      if (news.type === 'COUNT') counts.push({ id, viewerCount: news.viewerCount });
    }
    counts.end();
  };
  void passOn();
  return counts;
}
