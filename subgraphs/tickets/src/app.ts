import type { Transact } from '@arena/events';
import type { LiveAdapters } from '@arena/live';
import type { Database } from '@arena/subgraph-kit';
import type * as schema from './db/schema.ts';

/** What every use case of the subgraph works with. */
export type App = Pick<LiveAdapters, 'now' | 'logger' | 'live'> & {
  db: Database<typeof schema>;
  /** runs a transaction whose events leave once it has committed */
  transact: Transact<typeof schema>;
};
