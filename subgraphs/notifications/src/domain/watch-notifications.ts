import { LatestQueue } from '@arena/live';
import { requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findTold } from '../db/told-list-store.ts';
import { broadcastReceived, EVERYBODY, notificationReceived } from '../live/topics.ts';
import { listenerOf } from './listener.ts';

type Received = { notificationId: string };

/** How many may wait for one listener: as many as each of the two that feed it keeps. */
const CAPACITY = 200;

/**
 * Tells each time that the caller is told something new, from now on until it is returned.
 * @throws Unauthenticated
 */
export async function watchNotifications(app: App, caller: Caller): Promise<AsyncIterableIterator<Received>> {
  const { userId } = requireSignedIn(caller);
  const own = await app.live.subscribe(notificationReceived, userId);
  const common = await app.live.subscribe(broadcastReceived, EVERYBODY).catch(async (error: unknown) => {
    await own.return();
    throw error;
  });
  const received = new LatestQueue<Received>({
    capacity: CAPACITY,
    onClose: () => {
      void own.return();
      void common.return();
    },
  });

  const isForCaller = async ({ notificationId }: Received): Promise<boolean> =>
    (await findTold(app.db, listenerOf(userId), [notificationId]))[0] !== null;
  const passOn = async (
    told: AsyncIterable<Received>,
    isWanted: (one: Received) => Promise<boolean> | true,
  ) => {
    try {
      for await (const one of told) if (await isWanted(one)) received.push(one);
    } catch (error) {
      app.logger.warn({ err: error, userId }, 'what is told does not reach whoever listens');
    }
    received.end();
  };
  void passOn(own, () => true);
  void passOn(common, isForCaller);
  return received;
}
