import type { Job } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { settleDueCheckouts } from '../domain/settle-due-checkouts.ts';

/** By which it is asked for as soon as something is due. */
export const SETTLE_CHECKOUTS = 'settle-checkouts';

/**
 * Does what is due for checkouts.
 * @param isTimed whether it looks each minute too: for what the provider never told, and for what was due when its
 *   process died
 */
export const settleCheckoutsJob = (app: App, isTimed: boolean): Job => ({
  name: SETTLE_CHECKOUTS,
  ...(isTimed && { schedule: '* * * * *' }),
  run: () => settleDueCheckouts(app),
});
