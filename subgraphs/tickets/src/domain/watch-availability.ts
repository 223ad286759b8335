import { LatestQueue } from '@arena/live';
import { parseId } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findNextLapse } from '../db/sales-store.ts';
import { availabilityChanged } from '../live/topics.ts';
import { findKnownTournament } from './known-tournament.ts';

type Change = { tournamentId: string };

/** The longest that a timer can be set to. */
const MAX_TIMER_MS = 2_147_483_647;

/** How long after a failed look for the next lapse another is taken. */
const LOOK_AGAIN_MS = 2_000;

/** Calls back each time that the next hold on a seat of a tournament lapses, which no event tells. */
function watchLapses(app: App, tournamentId: string, onLapse: () => void) {
  let timer: NodeJS.Timeout | undefined;
  let round = 0;
  /** what has lapsed since is still to be told, also what did while it could not be looked for */
  let toldUntil = app.now();

  const look = async (): Promise<void> => {
    round += 1;
    const own = round;
    clearTimeout(timer);
    try {
      const lapsesAt = await findNextLapse(app.db, tournamentId, toldUntil);
      // somebody has looked again meanwhile, or nobody wants to know any more
      if (own === round && lapsesAt) awaitLapse(lapsesAt);
    } catch (error) {
      app.logger.warn({ err: error, tournamentId }, 'the next lapse of a hold is not known');
      if (own === round) timer = setTimeout(look, LOOK_AGAIN_MS);
    }
  };

  const awaitLapse = (lapsesAt: Date): void => {
    const restMs = lapsesAt.getTime() - app.now().getTime();
    if (restMs > 0) {
      timer = setTimeout(() => awaitLapse(lapsesAt), Math.min(restMs, MAX_TIMER_MS));
      return;
    }
    toldUntil = lapsesAt;
    void look().then(onLapse);
  };

  return {
    /** looks which hold is the next to lapse */
    look,
    stop: () => {
      round += 1;
      clearTimeout(timer);
    },
  };
}

/**
 * Tells each time that the seats of a tournament that are to be had have changed, from now on until it is
 * returned: by what somebody did, or because a hold has lapsed.
 * @throws BadUserInput, NotFound
 */
export async function watchAvailability(
  app: App,
  tournamentId: string,
): Promise<AsyncIterableIterator<Change>> {
  const id = parseId(tournamentId, 'tournamentId');
  await findKnownTournament(app.db, id);
  const told = await app.live.subscribe(availabilityChanged, id);
  const lapses = watchLapses(app, id, () => changes.push({ tournamentId: id }));
  const changes = new LatestQueue<Change>({
    // the last change says all that those before it did
    capacity: 1,
    onClose: () => {
      lapses.stop();
      void told.return();
    },
  });

  const passOn = async () => {
    for await (const change of told) {
      // looked for first: what lapses from here on is told after the change
      await lapses.look();
      changes.push(change);
    }
    changes.end();
  };
  await lapses.look();
  void passOn();
  return changes;
}
