import type { Queryable } from '@arena/subgraph-kit';
import { eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { checkouts, type CheckoutRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** What is known of a checkout's money, locked until the transaction ends; remembering it begins where nothing is. */
export async function lockCheckout(tx: Db, id: string): Promise<CheckoutRow> {
  await tx.insert(checkouts).values({ id }).onConflictDoNothing();
  const [row] = await tx.select().from(checkouts).where(eq(checkouts.id, id)).for('update');
  if (!row) throw new Error(`Checkout ${id} is gone`);
  return row;
}

/** What is known of a checkout's money; undefined where nothing is. */
export async function findCheckout(db: Db, id: string): Promise<CheckoutRow | undefined> {
  const [row] = await db.select().from(checkouts).where(eq(checkouts.id, id));
  return row;
}

/** Remembers more of a checkout, which must be locked. */
export async function updateCheckout(
  tx: Db,
  id: string,
  changes: Partial<Omit<CheckoutRow, 'id'>>,
): Promise<void> {
  await tx.update(checkouts).set(changes).where(eq(checkouts.id, id));
}
