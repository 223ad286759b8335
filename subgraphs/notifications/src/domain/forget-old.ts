import { DAY_MS } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { RETAINED } from '../db/retention-store.ts';

/** For how long what is over is kept. */
const KEPT_MS = 90 * DAY_MS;

/** So many rows a step removes, so that nobody waits for it. */
const STEP = 1_000;

/** Removes notifications that were read, what was told to everybody, and whatever else is over, once they are 90 days old: in small steps. */
export async function forgetOld({ db, now, isStopping }: App, step = STEP): Promise<void> {
  const before = new Date(now().getTime() - KEPT_MS);
  for (const removeSome of RETAINED) {
    while (!isStopping() && (await removeSome(db, before, step)) === step);
  }
}
