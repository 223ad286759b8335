import type { Job } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { forgetWebhooks } from '../domain/forget-webhooks.ts';

/**
 * Forgets what was handled long ago.
 * @param isTimed whether it does so each night
 */
export const forgetWebhooksJob = (app: App, isTimed: boolean): Job => ({
  name: 'forget-webhooks',
  ...(isTimed && { schedule: '41 6 * * *' }),
  run: () => forgetWebhooks(app),
});
