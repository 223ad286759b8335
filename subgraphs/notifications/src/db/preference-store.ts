import { isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Kind } from '../domain/kinds.ts';
import type * as schema from './schema.ts';
import { preferences, type PreferenceRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** What a person has chosen, of each kind for which it is not what everybody begins with. */
export const findPreferencesOf = (db: Db, userId: string): Promise<PreferenceRow[]> =>
  db.select().from(preferences).where(eq(preferences.userId, userId));

/** What these people have chosen, where they have. */
export const findPreferences = (
  db: Db,
  userIds: readonly string[],
  kinds: readonly Kind[],
): Promise<PreferenceRow[]> =>
  db
    .select()
    .from(preferences)
    .where(and(isOneOf(preferences.userId, userIds), inArray(preferences.kind, [...kinds])));

/** Keeps what a person has chosen. */
export async function savePreferences(tx: Db, rows: readonly PreferenceRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(preferences)
    .values([...rows])
    .onConflictDoUpdate({
      target: [preferences.userId, preferences.kind],
      set: { inApp: sql`excluded.in_app`, email: sql`excluded.email` },
    });
}

/** Gives up mails of a kind for a person, who may not have chosen anything yet. */
export async function turnMailsOff(
  db: Db,
  { userId, kind, inApp }: Pick<PreferenceRow, 'userId' | 'kind' | 'inApp'>,
): Promise<void> {
  await db
    .insert(preferences)
    .values({ userId, kind, inApp, email: false })
    .onConflictDoUpdate({ target: [preferences.userId, preferences.kind], set: { email: false } });
}
