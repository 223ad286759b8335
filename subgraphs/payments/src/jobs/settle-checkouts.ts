import type { Job } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { settleDueCheckouts } from '../domain/settle-due-checkouts.ts';

/** By which it is asked for as soon as something is due. */
export const SETTLE_CHECKOUTS = 'settle-checkouts';

/** Looks each minute too: for what the provider never told, and for what was due when its process died. */
export const settleCheckoutsJob = (app: App): Job => ({
  name: SETTLE_CHECKOUTS,
  schedule: '* * * * *',
  run: () => settleDueCheckouts(app),
});
