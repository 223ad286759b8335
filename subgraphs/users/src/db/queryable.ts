import type { Queryable } from '@arena/subgraph-kit';
import type * as schema from './schema.ts';

/** What the stores of users run their SQL on: the database, or a transaction. */
export type Db = Queryable<typeof schema>;
