import { inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { asc } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { platforms, type PlatformRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Every platform, by name. */
export const listPlatforms = (db: Db): Promise<PlatformRow[]> =>
  db.select().from(platforms).orderBy(asc(platforms.name));

/** The platforms with these ids, in their order; null where there is none. */
export async function findPlatforms(db: Db, ids: readonly string[]): Promise<(PlatformRow | null)[]> {
  const rows = await db.select().from(platforms).where(isOneOf(platforms.id, ids));
  return inOrder(ids, rows, (row) => row.id);
}
