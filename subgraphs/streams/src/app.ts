import type { EventBus, Transact } from '@arena/events';
import type { LiveAdapters } from '@arena/live';
import type { Database } from '@arena/subgraph-kit';
import type * as schema from './db/schema.ts';
import { Rooms } from './domain/watching/rooms.ts';
import { ViewerCounts } from './domain/watching/viewer-counts.ts';
import type { Presence } from './presence/presence.ts';

/** What the subgraph is given to work with. */
export type Parts = Pick<LiveAdapters, 'now' | 'logger' | 'live'> & {
  /** for what reads, and for what tells no events */
  db: Database<typeof schema>;
  /** runs a transaction whose events leave once it has committed */
  transact: Transact<typeof schema>;
  /** asks other domains */
  bus: EventBus;
  presence: Presence;
  settings: Settings;
};

/** What every use case of the subgraph works with. */
export type App = Parts & {
  /** tells how many people watch */
  viewerCounts: ViewerCounts;
  /** those who watch by this process */
  rooms: Rooms;
};

/** What whoever runs the platform decides. */
export type Settings = {
  /** how many people without a ticket may be at a match that is free to watch */
  freeViewerLimit: number;
  /** how long to wait until another count of a match is told */
  countIntervalMs: number;
};

/** Makes the app, with nobody who watches yet. */
export function createApp(parts: Parts): App {
  const viewerCounts = new ViewerCounts(parts);
  return { ...parts, viewerCounts, rooms: new Rooms({ ...parts, viewerCounts }) };
}
