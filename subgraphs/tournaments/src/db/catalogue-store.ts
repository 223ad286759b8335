import { inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { asc } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { categories, games, type CategoryRow, type GameRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Every category, by code. */
export const listCategories = (db: Db): Promise<CategoryRow[]> =>
  db.select().from(categories).orderBy(asc(categories.code));

/** Every game, by name. */
export const listGames = (db: Db): Promise<GameRow[]> =>
  db.select().from(games).orderBy(asc(games.name), asc(games.id));

/** The categories with these ids, in their order; null where there is none. */
export async function findCategories(db: Db, ids: readonly string[]): Promise<(CategoryRow | null)[]> {
  const rows = await db.select().from(categories).where(isOneOf(categories.id, ids));
  return inOrder(ids, rows, (row) => row.id);
}

/** The games with these ids, in their order; null where there is none. */
export async function findGames(db: Db, ids: readonly string[]): Promise<(GameRow | null)[]> {
  const rows = await db.select().from(games).where(isOneOf(games.id, ids));
  return inOrder(ids, rows, (row) => row.id);
}

/** Stores a category unless its code is taken; whether it did. */
export async function insertCategory(db: Db, row: CategoryRow): Promise<boolean> {
  const inserted = await db
    .insert(categories)
    .values(row)
    .onConflictDoNothing({ target: categories.code })
    .returning({ id: categories.id });
  return inserted.length === 1;
}

/** Stores a game unless its code is taken; whether it did. */
export async function insertGame(db: Db, row: GameRow): Promise<boolean> {
  const inserted = await db
    .insert(games)
    .values(row)
    .onConflictDoNothing({ target: games.code })
    .returning({ id: games.id });
  return inserted.length === 1;
}
