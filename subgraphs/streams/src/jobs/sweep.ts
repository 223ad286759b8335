import type { Running } from '@arena/events';
import type { App } from '../app.ts';
import { sweepPresence } from '../domain/sweep-presence.ts';
import type { Env } from '../env.ts';
import { repeatedly } from './repeatedly.ts';

export const sweep = (app: App, { PRESENCE_SWEEP_MS }: Env): Running =>
  repeatedly({
    warning: 'viewers who have lapsed are not looked for; it is tried again',
    everyMs: PRESENCE_SWEEP_MS,
    work: () => sweepPresence(app),
    logger: app.logger,
  });
