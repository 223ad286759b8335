import { and, eq, not, sql, arrayContains } from 'drizzle-orm';
import type { Db } from './queryable.ts';
import { users, type AccountRow, type NewAccount, type UserRow } from './schema.ts';
import { publicColumns } from './user-store.ts';

export const accountColumns = {
  ...publicColumns,
  email: users.email,
  emailVerified: users.emailVerified,
  status: users.status,
  locale: users.locale,
  scopes: users.scopes,
};

const credentialColumns = { ...accountColumns, passwordHash: users.passwordHash };

/** An account with what proves it its owner's. */
export type Credentials = AccountRow & { passwordHash: string };

/** What tells an account from all others. */
export type AccountKey = { id: string } | { emailFolded: string } | { username: string };

function isKey(key: AccountKey) {
  if ('id' in key) return eq(users.id, key.id);
  return 'username' in key ? eq(users.username, key.username) : eq(users.emailFolded, key.emailFolded);
}

/** @throws a unique violation of `users_email` or `users_username` */
export async function insertAccount(db: Db, account: NewAccount): Promise<AccountRow> {
  const [row] = await db.insert(users).values(account).returning(accountColumns);
  return row as AccountRow;
}

/** An account with its password hash. */
export async function findCredentials(db: Db, key: AccountKey): Promise<Credentials | undefined> {
  const [row] = await db.select(credentialColumns).from(users).where(isKey(key));
  return row;
}

/** An account, locked until the transaction ends: whatever opens its sessions or ends them all queues here. */
export async function lockAccount(tx: Db, id: string): Promise<AccountRow | undefined> {
  const [row] = await tx.select(accountColumns).from(users).where(eq(users.id, id)).for('no key update');
  return row;
}

/** The same with its password hash. */
export async function lockCredentials(tx: Db, id: string): Promise<Credentials | undefined> {
  const [row] = await tx.select(credentialColumns).from(users).where(eq(users.id, id)).for('no key update');
  return row;
}

/** Stores a new password hash. */
export async function setPasswordHash(db: Db, id: string, passwordHash: string): Promise<void> {
  await db.update(users).set({ passwordHash }).where(eq(users.id, id));
}

/** Notes that a person has shown that their address is theirs. */
export async function setEmailVerified(db: Db, id: string): Promise<void> {
  await db.update(users).set({ emailVerified: true }).where(eq(users.id, id));
}

/** What a profile update may write. */
export type ProfileChanges = Partial<Pick<NewAccount, 'displayName' | 'avatarUrl' | 'locale' | 'searchText'>>;

/** Changes the profile of a person. */
export async function changeProfile(db: Db, id: string, changes: ProfileChanges): Promise<void> {
  await db.update(users).set(changes).where(eq(users.id, id));
}

/** Suspends an active account; undefined when it is not active. */
export async function suspendAccount(
  db: Db,
  id: string,
  suspension: { by: string; at: Date; reason: string },
): Promise<UserRow | undefined> {
  const [row] = await db
    .update(users)
    .set({
      status: 'SUSPENDED',
      suspendedAt: suspension.at,
      suspendedBy: suspension.by,
      suspendedReason: suspension.reason,
    })
    .where(and(eq(users.id, id), eq(users.status, 'ACTIVE')))
    .returning(publicColumns);
  return row;
}

/** Makes a suspended account active again; undefined when it is not suspended. */
export async function reinstateAccount(db: Db, id: string): Promise<UserRow | undefined> {
  const [row] = await db
    .update(users)
    .set({ status: 'ACTIVE', suspendedAt: null, suspendedBy: null, suspendedReason: null })
    .where(and(eq(users.id, id), eq(users.status, 'SUSPENDED')))
    .returning(publicColumns);
  return row;
}

/** Adds a scope to an account; false when it had it. */
export async function addScope(db: Db, id: string, scope: string): Promise<boolean> {
  const changed = await db
    .update(users)
    .set({ scopes: sql`array_append(${users.scopes}, ${scope})` })
    .where(and(eq(users.id, id), not(arrayContains(users.scopes, [scope]))))
    .returning({ id: users.id });
  return changed.length > 0;
}
