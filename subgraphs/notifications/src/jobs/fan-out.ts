import type { Job } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { fanOutDue } from '../domain/fan-out-step.ts';
import { oneAtATime } from './one-at-a-time.ts';

export const FAN_OUT = 'fan-out';

/**
 * Tells many what is due to be told.
 * @param isTimed whether it looks each minute too, for what was due when its process died
 */
export const fanOutJob = (app: App, isTimed: boolean): Job => ({
  name: FAN_OUT,
  ...(isTimed && { schedule: '* * * * *' }),
  run: oneAtATime(async () => {
    await fanOutDue(app);
    app.wake.fanOuts();
  }),
});
