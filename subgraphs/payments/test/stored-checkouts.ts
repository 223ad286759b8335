import { newId, openDatabase, type Queryable } from '@arena/subgraph-kit';
import { cloneDatabase, register } from '@arena/testing';
import { eq } from 'drizzle-orm';
import * as schema from '../src/db/schema.ts';
import { checkouts, tournaments, tournamentStaff, type CheckoutRow } from '../src/db/schema.ts';
import { commissionOf } from '../src/domain/ledger/commission.ts';
import { recordPayment } from '../src/domain/ledger/record-payment.ts';
import { recordRefund } from '../src/domain/ledger/record-refund.ts';

export type Db = Queryable<typeof schema>;

/** A database of payments of the test's own. */
export async function openPaymentsDatabase() {
  const database = await cloneDatabase('payments');
  const { db, close } = openDatabase(database.url, schema);
  return register('payments database', { db, url: database.url }, async () => {
    await close();
    await database[Symbol.asyncDispose]();
  });
}

/** A tournament as events have told of it, its organiser its only staff; returns its id. */
export async function storeTournament(db: Db, organizerId: string = newId(), currency = 'COP') {
  const id = newId();
  await db.insert(tournaments).values({ id, status: 'PENDING', organizerId, currency });
  await db.insert(tournamentStaff).values({ tournamentId: id, userId: organizerId, role: 'ADMIN' });
  return id;
}

/** A stored checkout that waits for its payment: a donation of 10 000.00 COP unless told otherwise. */
export async function storeCheckout(
  db: Db,
  changes: Partial<CheckoutRow> & { tournamentId: string },
): Promise<CheckoutRow> {
  const id = newId();
  const createdAt = changes.createdAt ?? new Date();
  const amountMinor = changes.amountMinor ?? 1_000_000;
  const [row] = await db
    .insert(checkouts)
    .values({
      id,
      type: 'DONATION',
      status: 'PENDING',
      buyerId: newId(),
      isAnonymous: false,
      description: 'A donation',
      amountMinor,
      currency: 'COP',
      commissionMinor: commissionOf(amountMinor),
      provider: 'sandbox',
      successUrl: 'http://localhost:4000/thanks',
      cancelUrl: 'http://localhost:4000/back',
      idempotencyKey: id,
      inputHash: 'hash',
      createdAt,
      expiresAt: new Date(createdAt.getTime() + 31 * 60_000),
      ...changes,
    })
    .returning();
  if (!row) throw new Error('The checkout was not stored');
  return row;
}

async function change(tx: Db, id: string, changes: Partial<CheckoutRow>): Promise<CheckoutRow> {
  const [row] = await tx.update(checkouts).set(changes).where(eq(checkouts.id, id)).returning();
  if (!row) throw new Error(`There is no checkout ${id}`);
  return row;
}

/** Has a stored checkout be paid, and what it has bought be the buyer's. */
export const pay = (db: Db, checkout: CheckoutRow, at = new Date()): Promise<CheckoutRow> =>
  db.transaction(async (tx) => {
    await recordPayment(tx, checkout, at);
    return change(tx, checkout.id, { status: 'SUCCEEDED', paidAt: at, completedAt: at });
  });

/** Has the whole of a paid checkout go back. */
export const payBack = (db: Db, checkout: CheckoutRow, at = new Date()): Promise<CheckoutRow> =>
  db.transaction(async (tx) => {
    await recordRefund(tx, checkout, checkout.amountMinor, at);
    return change(tx, checkout.id, { status: 'REFUNDED', refundDueAt: at, refundedAt: at });
  });

/** A checkout that has been stored and paid. */
export const storePaid = async (
  db: Db,
  changes: Partial<CheckoutRow> & { tournamentId: string },
): Promise<CheckoutRow> => pay(db, await storeCheckout(db, changes), changes.createdAt);
