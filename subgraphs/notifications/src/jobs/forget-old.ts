import type { Job } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { forgetOld } from '../domain/forget-old.ts';

export const FORGET_OLD = 'forget-old';

/**
 * Removes what need not be kept any longer.
 * @param isTimed whether it does so each night by itself
 */
export const forgetOldJob = (app: App, isTimed: boolean): Job => ({
  name: FORGET_OLD,
  ...(isTimed && { schedule: '23 8 * * *' }),
  run: () => forgetOld(app),
});
