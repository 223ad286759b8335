import { openDatabase, SubgraphUnavailable, type Caller, type Identity } from '@arena/subgraph-kit';
import { cloneDatabase, person, register, testAdapters, testLive } from '@arena/testing';
import { createApp, type App, type Settings } from '../src/app.ts';
import * as schema from '../src/db/schema.ts';
import { openLocalPresence } from '../src/presence/local-presence.ts';
import { LocalState } from '../src/presence/local-state.ts';
import type { Presence } from '../src/presence/presence.ts';
import { fakeTickets } from './fake-tickets.ts';

export const WATCH_TTL_MS = 25_000;
export const GRANT_TTL_MS = 60_000;

const SETTINGS: Settings = { freeViewerLimit: 100, countIntervalMs: 20 };

/** What presence says while it cannot be asked. */
export const away = (): Promise<never> => Promise.reject(new SubgraphUnavailable('streams'));

/**
 * Apps on one database, each as a process of its own, among other domains that the test plays. Their events stay in the
 * outbox, their clock can be turned, and what is done again and again is done when the test says so.
 */
export async function openApps() {
  const { logger, now, advance } = testAdapters();
  const live = testLive();
  const database = await cloneDatabase('streams');
  const { db, close } = openDatabase(database.url, schema);
  const tickets = fakeTickets();
  const state = new LocalState();
  const warnings: string[] = [];
  const opened: App[] = [];

  /** One more process; what is given of presence stands in for presence's own. */
  const openApp = (settings: Partial<Settings> = {}, instead: Partial<Presence> = {}): App => {
    const times = { watchTtlMs: WATCH_TTL_MS, grantTtlMs: GRANT_TTL_MS };
    const app = createApp({
      ...{ db, now, live, bus: tickets.bus },
      logger: Object.assign(Object.create(logger) as typeof logger, {
        warn: (_details: object, message: string) => void warnings.push(message),
      }),
      transact: (work) => db.transaction(work),
      presence: { ...openLocalPresence(times, now, state), ...instead },
      settings: { ...SETTINGS, ...settings },
    });
    opened.push(app);
    return app;
  };

  /** A process whose word reaches neither presence nor any other process. */
  const openMute = (): App => {
    const app = openApp({}, { revoke: away, end: away });
    return { ...app, live: { ...app.live, publish: () => {} } };
  };

  return register(
    'apps',
    {
      ...{ db, live, tickets, state, advance, openApp, openMute },
      /** what the log was told as warnings since the last `warnings.splice(0)` */
      warnings,
    },
    async () => {
      for (const { rooms } of opened) await rooms.stop();
      for (const { viewerCounts } of opened) await viewerCounts.stop();
      await close();
      await live[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  );
}

export type OpenedApps = Awaited<ReturnType<typeof openApps>>;

/** A signed-in caller; somebody new unless an identity is given. */
export const callerOf = (identity: Identity = person()): Caller & { userId: string } => ({
  ...person(),
  ...(identity as Identity & { userId: string }),
  address: '192.0.2.1',
  userAgent: null,
  requestId: 'test',
});
