import { asc, sql } from 'drizzle-orm';
import type { Db } from './queryable.ts';
import { users } from './schema.ts';

/** How a person is reached. */
export type Contact = {
  userId: string;
  email: string;
  displayName: string;
  locale: string;
  /** neither suspended nor given up */
  active: boolean;
  emailVerified: boolean;
};

/** The contacts of these people, in the order of their ids. */
export const findContacts = (db: Db, ids: readonly string[]): Promise<Contact[]> =>
  db
    .select({
      userId: users.id,
      email: users.email,
      displayName: users.displayName,
      locale: users.locale,
      active: sql<boolean>`${users.status} = 'ACTIVE'`,
      emailVerified: users.emailVerified,
    })
    .from(users)
    // one parameter, so that the statement's text is the same however many they are
    .where(sql`${users.id} = any(${sql.param([...ids])}::uuid[])`)
    .orderBy(asc(users.id));
