import type { Transact } from '@arena/events';
import type { LiveAdapters } from '@arena/live';
import type { Database } from '@arena/subgraph-kit';
import type * as schema from './db/schema.ts';

/** What every use case of the subgraph works with. */
export type App = Pick<LiveAdapters, 'now' | 'logger' | 'live' | 'tracer'> & {
  /** for what reads, and for what tells no events */
  db: Database<typeof schema>;
  /** for what tells events */
  transact: Transact<typeof schema>;
};
