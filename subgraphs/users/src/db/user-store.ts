import { inOrder, isOneOf, type PageRequest } from '@arena/subgraph-kit';
import { and, asc, gt, like, sql } from 'drizzle-orm';
import type { Db } from './queryable.ts';
import { users, type UserRow } from './schema.ts';

/** The columns that everybody may see; nothing else of a person is ever read for others. */
export const publicColumns = {
  id: users.id,
  username: users.username,
  displayName: users.displayName,
  avatarUrl: users.avatarUrl,
  createdAt: users.createdAt,
};

/** The users with these ids, in their order; null where there is none. */
export async function findUsers(db: Db, ids: readonly string[]): Promise<(UserRow | null)[]> {
  const rows = await db.select(publicColumns).from(users).where(isOneOf(users.id, ids));
  return inOrder(ids, rows, (row) => row.id);
}

/** The users with these usernames, in their order; null where there is none. */
export async function findUsersByUsername(db: Db, names: readonly string[]): Promise<(UserRow | null)[]> {
  const rows = await db
    .select(publicColumns)
    .from(users)
    .where(sql`${users.username} = any(${sql.param([...names])}::text[])`);
  return inOrder(names, rows, (row) => row.username);
}

/** The condition that a folded text stands somewhere in a person's searchable fields. */
const matches = (foldedSearch: string) =>
  foldedSearch === '' ? undefined : like(users.searchText, `%${foldedSearch.replace(/[\\%_]/g, '\\$&')}%`);

/** One user more than the page holds, by username, matching a folded search text. */
export function searchUsers(db: Db, foldedSearch: string, page: PageRequest<string>): Promise<UserRow[]> {
  return db
    .select(publicColumns)
    .from(users)
    .where(and(matches(foldedSearch), page.after === null ? undefined : gt(users.username, page.after)))
    .orderBy(asc(users.username))
    .limit(page.limit + 1);
}

/** How many users match a folded search text. */
export const countUsers = (db: Db, foldedSearch: string): Promise<number> =>
  db.$count(users, matches(foldedSearch));
