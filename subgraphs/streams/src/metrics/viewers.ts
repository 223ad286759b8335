import type { Metrics } from '@arena/subgraph-kit';
import type { App } from '../app.ts';

/** Tells how many people watch by this process. */
export function watchViewers({ rooms }: Pick<App, 'rooms'>, metrics: Metrics): void {
  const viewers = metrics.gauge({
    name: 'arena_streams_viewers',
    help: 'People who watch a match by this process; who watches two matches counts twice.',
  });
  const sessions = metrics.gauge({
    name: 'arena_streams_watching_sessions',
    help: 'Open watches by this process: windows and devices.',
  });
  const matches = metrics.gauge({
    name: 'arena_streams_watched_matches',
    help: 'Matches that somebody watches by this process.',
  });
  metrics.read('viewers', () => {
    const here = rooms.size;
    viewers.set(here.viewers);
    sessions.set(here.watches);
    matches.set(here.matches);
  });
}
