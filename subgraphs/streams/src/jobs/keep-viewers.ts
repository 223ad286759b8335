import type { Running } from '@arena/events';
import type { App } from '../app.ts';
import type { Env } from '../env.ts';
import { repeatedly } from './repeatedly.ts';

/** How often viewers are kept before one who is not would lapse. */
const BEATS = 3;

export const keepViewers = ({ rooms, logger }: App, { PRESENCE_TTL_MS }: Env): Running =>
  repeatedly({
    warning: 'viewers are not kept; it is tried again',
    everyMs: PRESENCE_TTL_MS / BEATS,
    work: () => rooms.beat(),
    logger,
  });
