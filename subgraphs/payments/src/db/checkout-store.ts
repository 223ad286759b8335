import type { Queryable } from '@arena/subgraph-kit';
import { and, eq, isNull } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { checkouts, type CheckoutRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** The checkout with this id. */
export async function findCheckout(db: Db, id: string): Promise<CheckoutRow | undefined> {
  const [row] = await db.select().from(checkouts).where(eq(checkouts.id, id));
  return row;
}

/** The checkout with this id, if it is this buyer's. */
export async function findOwnCheckout(db: Db, id: string, buyerId: string): Promise<CheckoutRow | undefined> {
  const [row] = await db
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.id, id), eq(checkouts.buyerId, buyerId)));
  return row;
}

/** The checkout that this buyer opened under an idempotency key. */
export async function findByIdempotencyKey(
  db: Db,
  buyerId: string,
  key: string,
): Promise<CheckoutRow | undefined> {
  const [row] = await db
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.buyerId, buyerId), eq(checkouts.idempotencyKey, key)));
  return row;
}

/** The checkout with this id, locked. */
export async function lockCheckout(tx: Db, id: string): Promise<CheckoutRow | undefined> {
  const [row] = await tx.select().from(checkouts).where(eq(checkouts.id, id)).for('update');
  return row;
}

/** Stores a checkout. */
export async function insertCheckout(tx: Db, row: CheckoutRow): Promise<void> {
  await tx.insert(checkouts).values(row);
}

/** Changes a checkout, which must exist, and returns it as it is then. */
export async function updateCheckout(
  tx: Db,
  id: string,
  changes: Partial<Omit<CheckoutRow, 'id'>>,
): Promise<CheckoutRow> {
  const [row] = await tx.update(checkouts).set(changes).where(eq(checkouts.id, id)).returning();
  if (!row) throw new Error(`Checkout ${id} is gone`);
  return row;
}

const unopened = ({ id, expiresAt }: Pick<CheckoutRow, 'id' | 'expiresAt'>) =>
  and(
    eq(checkouts.id, id),
    eq(checkouts.status, 'PENDING'),
    isNull(checkouts.sessionId),
    // whoever has given it more time since goes on with it
    eq(checkouts.expiresAt, expiresAt),
  );

/** Changes a checkout that is still to be paid and has no session, and returns it as it is then; else undefined. */
export async function updateUnopened(
  db: Db,
  checkout: CheckoutRow,
  changes: Partial<CheckoutRow>,
): Promise<CheckoutRow | undefined> {
  const [row] = await db.update(checkouts).set(changes).where(unopened(checkout)).returning();
  return row;
}

/** Forgets a checkout that came to nothing: still to be paid, and without a session. */
export async function deleteUnopened(db: Db, checkout: CheckoutRow): Promise<void> {
  await db.delete(checkouts).where(unopened(checkout));
}
