import { asc, inArray, sql } from 'drizzle-orm';
import type { Db } from './queryable.ts';
import { signingKeys, type SigningKeyRow } from './schema.ts';

/** Lets one replica at a time change the set of signing keys. */
const ROTATION_LOCK = 4_772_010;

/** Queues for the right to change the set of keys until the transaction ends. */
export async function lockRotation(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ROTATION_LOCK})`);
}

/** All signing keys, by the time they begin to sign. */
export const listSigningKeys = (db: Db): Promise<SigningKeyRow[]> =>
  db.select().from(signingKeys).orderBy(asc(signingKeys.activeFrom), asc(signingKeys.kid));

export async function insertSigningKey(tx: Db, key: SigningKeyRow): Promise<void> {
  await tx.insert(signingKeys).values(key);
}

export async function deleteSigningKeys(tx: Db, kids: readonly string[]): Promise<void> {
  await tx.delete(signingKeys).where(inArray(signingKeys.kid, [...kids]));
}
