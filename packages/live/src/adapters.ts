import type { EventAdapters } from '@arena/events';
import type { Live } from './live.ts';

/** What the runner hands a service that tells of live updates. */
export type LiveAdapters = EventAdapters & { live: Live };
