import type { Running } from '@arena/events';
import type { App } from '../app.ts';
import type { Env } from '../env.ts';
import { repeatedly } from './repeatedly.ts';

/** How often viewers are kept, and looked after, before one who is not kept would lapse. */
const BEATS = 3;

export const keepViewers = ({ rooms, logger }: App, { PRESENCE_TTL_MS }: Env): Running =>
  repeatedly({
    warning: 'viewers are not kept; it is tried again',
    everyMs: PRESENCE_TTL_MS / BEATS,
    work: () => rooms.keep(),
    logger,
  });

/** A work of its own: however long the database takes, viewers are kept. */
export const endOverdueWatches = ({ rooms, logger }: App, { PRESENCE_TTL_MS }: Env): Running =>
  repeatedly({
    warning: 'viewers who may watch no longer are not looked for; it is tried again',
    everyMs: PRESENCE_TTL_MS / BEATS,
    work: () => rooms.endOverdue(),
    logger,
  });
