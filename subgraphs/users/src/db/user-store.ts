import type { Queryable } from '@arena/subgraph-kit';
import { inArray } from 'drizzle-orm';
import * as schema from './schema.ts';
import { users, type UserRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** The users with these ids, in their order; null where there is none. */
export async function findUsers(db: Db, ids: readonly string[]): Promise<(UserRow | null)[]> {
  const rows = await db.select().from(users).where(inArray(users.id, [...ids]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}
