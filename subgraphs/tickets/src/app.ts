import type { Transact } from '@arena/events';
import type { Adapters, Database } from '@arena/subgraph-kit';
import type * as schema from './db/schema.ts';

/** What every use case of the subgraph works with. */
export type App = Pick<Adapters, 'now' | 'logger'> & {
  db: Database<typeof schema>;
  /** runs a transaction whose events leave once it has committed */
  transact: Transact<typeof schema>;
};
