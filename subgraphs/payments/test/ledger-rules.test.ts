import { newId } from '@arena/subgraph-kit';
import { DrizzleQueryError, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerEntries, transactions, type CheckoutRow, type LedgerEntryRow } from '../src/db/schema.ts';
import { recordPayment } from '../src/domain/ledger/record-payment.ts';
import {
  openPaymentsDatabase,
  pay,
  payBack,
  storeCheckout,
  storeTournament,
  type Db,
} from './stored-checkouts.ts';

let opened: Awaited<ReturnType<typeof openPaymentsDatabase>>;
let db: Db;
beforeAll(async () => {
  opened = await openPaymentsDatabase();
  db = opened.db;
});
afterAll(() => opened[Symbol.asyncDispose]());

const newCheckout = async () => storeCheckout(db, { tournamentId: await storeTournament(db) });

/** What the database itself says against a statement or a commit. */
async function refusalBy(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => new Error('It was accepted'),
    (reason: unknown) => reason,
  );
  const told = error instanceof DrizzleQueryError ? error.cause : error;
  return (told as Error).message;
}

describe('what is recorded stays as it is', () => {
  beforeAll(async () => {
    await payBack(db, await pay(db, await newCheckout()));
  });

  test.each([
    ['UPDATE', 'transactions', sql`update transactions set amount_minor = amount_minor + 1`],
    ['UPDATE', 'transactions', sql`update transactions set created_at = now() where false`],
    ['DELETE', 'transactions', sql`delete from transactions`],
    ['TRUNCATE', 'transactions', sql`truncate transactions cascade`],
    ['TRUNCATE', 'transactions', sql`truncate checkouts cascade`],
    ['UPDATE', 'ledger_entries', sql`update ledger_entries set account = 'commission'`],
    ['DELETE', 'ledger_entries', sql`delete from ledger_entries`],
    ['TRUNCATE', 'ledger_entries', sql`truncate ledger_entries`],
    [
      'UPDATE',
      'transactions',
      sql`insert into transactions select * from transactions on conflict (id) do update set amount_minor = 1`,
    ],
  ])('%s of %s is refused: %#', async (operation, table, statement) => {
    const before = await everything();
    expect(await refusalBy(db.execute(statement))).toBe(
      `the ledger is only added to: ${operation} of ${table} is refused`,
    );
    expect(await everything()).toEqual(before);
  });

  test('a checkout with money in it cannot be deleted', async () => {
    const { id } = await pay(db, await newCheckout());
    expect(await refusalBy(db.execute(sql`delete from checkouts where id = ${id}`))).toMatch(/foreign key/);
  });

  const everything = async () => ({
    transactions: await db.select().from(transactions),
    entries: await db.select().from(ledgerEntries),
  });
});

describe('each transaction is balanced when it is committed', () => {
  const NOW = new Date();

  /** Stores a transaction with these entries, as no use case would. */
  const store = (checkout: CheckoutRow, amountMinor: number, entries: Partial<LedgerEntryRow>[]) =>
    db.transaction(async (tx) => {
      const id = newId();
      await tx.insert(transactions).values({
        id,
        checkoutId: checkout.id,
        personId: checkout.buyerId,
        tournamentId: checkout.tournamentId,
        type: amountMinor < 0 ? 'REFUND' : 'DONATION',
        amountMinor,
        currency: 'COP',
        createdAt: NOW,
      });
      for (const entry of entries) {
        await tx.insert(ledgerEntries).values({ ...entryOf(id), ...entry });
      }
    });

  const entryOf = (transactionId: string): LedgerEntryRow => ({
    id: newId(),
    transactionId,
    account: 'provider',
    amountMinor: -100,
    currency: 'COP',
    provider: 'sandbox',
    createdAt: NOW,
  });

  const countOf = (checkout: CheckoutRow) =>
    db.$count(transactions, eq(transactions.checkoutId, checkout.id));

  const received = { account: 'commission', amountMinor: 100 };

  test.each<[string, number, Partial<LedgerEntryRow>[], RegExp]>([
    ['without entries', 100, [], /do not move its amount/],
    ['of nothing, without entries', 0, [], /do not move its amount/],
    ['with one side only', 100, [{}], /do not sum to zero/],
    ['a unit short', 100, [{}, { account: 'commission', amountMinor: 99 }], /do not sum to zero/],
    ['whose sides differ in currency', 100, [{}, { ...received, currency: 'USD' }], /do not sum to zero/],
    ['whose sides differ in provider', 100, [{}, { ...received, provider: 'stripe' }], /do not sum to zero/],
    ['with entries of another amount', 99, [{}, received], /do not move its amount/],
    [
      'with entries of another currency',
      100,
      [{ currency: 'USD' }, { ...received, currency: 'USD' }],
      /do not move its amount/,
    ],
    [
      'that gives back what was never paid',
      -100,
      [{ amountMinor: 100 }, { ...received, amountMinor: -100 }],
      /more goes back/,
    ],
  ])('one %s is refused', async (_, amountMinor, entries, refusal) => {
    const checkout = await newCheckout();
    expect(await refusalBy(store(checkout, amountMinor, entries))).toMatch(refusal);
    expect(await countOf(checkout)).toBe(0);
  });

  test('entries may come one by one, in any order, until the commit', async () => {
    const checkout = await newCheckout();
    await store(checkout, 100, [{ ...received, amountMinor: 60 }, {}, { ...received, amountMinor: 40 }]);
    expect(await countOf(checkout)).toBe(1);
  });

  test('an entry added to a recorded transaction unbalances it and is refused', async () => {
    const checkout = await newCheckout();
    const { id } = await db.transaction((tx) => recordPayment(tx, checkout, NOW));
    const added = db.insert(ledgerEntries).values({ ...entryOf(id), amountMinor: 1 });
    expect(await refusalBy(added)).toMatch(/do not sum to zero/);
  });
});
