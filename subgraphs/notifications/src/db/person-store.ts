import type { Queryable } from '@arena/subgraph-kit';
import { eq, isNull, lt, or } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { people, type PersonRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** What is known of a person. */
export async function findPerson(db: Db, id: string): Promise<PersonRow | undefined> {
  const [row] = await db.select().from(people).where(eq(people.id, id));
  return row;
}

/** Remembers since when somebody has been there. */
export async function rememberRegistration(tx: Db, id: string, registeredAt: Date): Promise<void> {
  await tx
    .insert(people)
    .values({ id, registeredAt })
    .onConflictDoUpdate({ target: people.id, set: { registeredAt } });
}

/** Remembers what language somebody is written to in, unless something newer is known. */
export async function rememberLocale(
  tx: Db,
  id: string,
  told: { locale: NonNullable<PersonRow['locale']>; localeAt: Date },
): Promise<void> {
  await tx
    .insert(people)
    .values({ id, ...told })
    .onConflictDoUpdate({
      target: people.id,
      set: told,
      setWhere: or(isNull(people.localeAt), lt(people.localeAt, told.localeAt)),
    });
}
