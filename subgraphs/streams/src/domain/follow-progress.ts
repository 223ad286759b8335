import type { App } from '../app.ts';
import type { KnownMatch } from '../db/match-store.ts';
import { findStreamsOf } from '../db/stream-store.ts';
import { matchNews } from '../live/topics.ts';
import { raisePeaksOf } from './raise-peaks.ts';
import { isLive, type Progress } from './record-progress.ts';
import { tellStreamUpdated } from './tell-stream-updated.ts';

const hasBegun = ({ before, after }: Progress) => isLive(after) && !(before && isLive(before));
const hasEnded = ({ before, after }: Progress) => after.isOver && !before?.isOver;

/** Forgets who watches a match that is over; whoever does so is told in any process. */
export async function endWatching(app: App, { id, tournamentId }: KnownMatch): Promise<void> {
  const match = { matchId: id, tournamentId };
  try {
    await raisePeaksOf(app, match);
    await app.presence.end(match);
    app.viewerCounts.changed(match);
  } catch (error) {
    app.logger.warn({ err: error, ...match }, 'the viewers of a match that is over lapse by themselves');
  }
  app.live.publish(matchNews, id, { type: 'OVER' });
}

/** Does what follows the beginning or the end of matches, once it has been committed. */
export async function followProgress(app: App, all: readonly Progress[]): Promise<void> {
  const ended = all.filter(hasEnded).map(({ after }) => after);
  const begun = all.filter(hasBegun).map(({ after }) => after);
  for (const match of ended) await endWatching(app, match);
  const ids = [...ended, ...begun].map(({ id }) => id);
  if (ids.length === 0) return;
  const streams = await findStreamsOf(app.db, ids);
  for (const stream of streams.flat()) tellStreamUpdated(app, stream);
}
