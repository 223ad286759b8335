import { newId } from '@arena/subgraph-kit';
import { eq, sql, type SQL } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { checkouts, transactions } from '../src/db/schema.ts';
import { checkLedger } from '../src/domain/ledger/check-ledger.ts';
import { recordPayment } from '../src/domain/ledger/record-payment.ts';
import { recordRefund } from '../src/domain/ledger/record-refund.ts';
import {
  openPaymentsDatabase,
  payBack,
  storeCheckout,
  storePaid,
  storeTournament,
  type Db,
} from './stored-checkouts.ts';

/** A database with sales and donations in every state, which the ledger agrees with. */
async function openSoundLedger() {
  const opened = await openPaymentsDatabase();
  const { db } = opened;
  const tournamentId = await storeTournament(db);
  const sale = { tournamentId, type: 'PARTICIPANT_SALE', amountMinor: 2_000_000 } as const;
  await storeCheckout(db, { tournamentId });
  await storeCheckout(db, { ...sale, amountMinor: 0, provider: null, status: 'SUCCEEDED' });
  await storeCheckout(db, { ...sale, amountMinor: 0, provider: null, status: 'REFUNDED' });
  await payBack(db, await storePaid(db, { tournamentId, provider: 'stripe' }));
  const partly = await storePaid(db, {
    tournamentId,
    provider: 'stripe',
    currency: 'USD',
    amountMinor: 1_005,
  });
  await db.transaction((tx) => recordRefund(tx, partly, 5, new Date()));
  return Object.assign(opened, {
    tournamentId,
    donation: await storePaid(db, { tournamentId }),
    paid: await storePaid(db, sale),
    refunded: await payBack(db, await storePaid(db, sale)),
  });
}

/** Runs a statement as if the database had no rules for the ledger. */
const tamper = (db: Db, statement: SQL): Promise<void> =>
  db.transaction(async (tx) => {
    const tables = [sql`transactions`, sql`ledger_entries`];
    for (const table of tables) await tx.execute(sql`alter table ${table} disable trigger user`);
    await tx.execute(statement);
    for (const table of tables) await tx.execute(sql`alter table ${table} enable trigger user`);
  });

test('a sound ledger has no faults, and its sums by currency and provider', async () => {
  await using ledger = await openSoundLedger();
  expect(await checkLedger(ledger.db)).toEqual({
    balances: [
      {
        currency: 'COP',
        provider: 'stripe',
        transactions: 2,
        providerMinor: 0n,
        organizersMinor: 0n,
        commissionMinor: 0n,
        sumMinor: 0n,
      },
      {
        currency: 'COP',
        provider: 'sandbox',
        transactions: 4,
        providerMinor: -3_000_000n,
        organizersMinor: 2_700_000n,
        commissionMinor: 300_000n,
        sumMinor: 0n,
      },
      {
        currency: 'USD',
        provider: 'stripe',
        transactions: 2,
        providerMinor: -1_000n,
        organizersMinor: 900n,
        commissionMinor: 100n,
        sumMinor: 0n,
      },
    ],
    faults: [],
    hasMore: false,
  });
});

test('an empty ledger is sound', async () => {
  await using opened = await openPaymentsDatabase();
  expect(await checkLedger(opened.db)).toEqual({ balances: [], faults: [], hasMore: false });
});

test('an entry that was tampered with unbalances its transaction and the whole', async () => {
  await using ledger = await openSoundLedger();
  const { db, paid } = ledger;
  const [payment] = await db.select().from(transactions).where(eq(transactions.checkoutId, paid.id));
  await tamper(
    db,
    sql`update ledger_entries set amount_minor = amount_minor + 1 where transaction_id = ${payment?.id} and account like 'organizer:%'`,
  );
  expect((await checkLedger(db)).faults).toEqual([
    { kind: 'SUM_NOT_ZERO', subject: 'COP sandbox' },
    { kind: 'TRANSACTION_UNBALANCED', subject: payment?.id },
  ]);
});

test('entries that balance each other across currencies or providers are found', async () => {
  await using ledger = await openSoundLedger();
  const { db, paid, donation } = ledger;
  await tamper(
    db,
    sql`update ledger_entries set currency = 'EUR' where account = 'commission' and transaction_id in (select id from transactions where checkout_id = ${paid.id})`,
  );
  await tamper(
    db,
    sql`update ledger_entries set provider = 'stripe' where account = 'commission' and transaction_id in (select id from transactions where checkout_id = ${donation.id})`,
  );
  const { faults } = await checkLedger(db);
  expect(faults.filter(({ kind }) => kind === 'SUM_NOT_ZERO').map(({ subject }) => subject)).toEqual([
    'COP stripe',
    'COP sandbox',
    'EUR sandbox',
  ]);
  expect(faults.filter(({ kind }) => kind === 'TRANSACTION_UNBALANCED')).toHaveLength(2);
});

test('a transaction without entries is found, and what is then missing', async () => {
  await using ledger = await openSoundLedger();
  const { db, paid } = ledger;
  const ofPaid = sql`select id from transactions where checkout_id = ${paid.id}`;
  await tamper(db, sql`delete from ledger_entries where transaction_id in (${ofPaid})`);
  expect((await checkLedger(db)).faults).toEqual([
    { kind: 'TRANSACTION_UNBALANCED', subject: expect.any(String) as string },
    { kind: 'PAYMENT_MISSING', subject: paid.id },
  ]);
});

test.each<[string, string, (ledger: Awaited<ReturnType<typeof openSoundLedger>>) => Promise<string>]>([
  [
    'PAYMENT_MISSING',
    'paid, whose payment is not recorded',
    async ({ db, tournamentId }) => {
      const { id } = await storeCheckout(db, { tournamentId, status: 'SUCCEEDED' });
      return id;
    },
  ],
  [
    'PAYMENT_UNTOLD',
    'that does not know of its recorded payment',
    async ({ db, tournamentId }) => {
      const checkout = await storeCheckout(db, { tournamentId, status: 'EXPIRED' });
      await db.transaction((tx) => recordPayment(tx, checkout, new Date()));
      return checkout.id;
    },
  ],
  [
    'PAYMENT_DIFFERENT',
    'of another amount than was recorded',
    async ({ db, donation }) => {
      await db.update(checkouts).set({ amountMinor: 999_999 }).where(eq(checkouts.id, donation.id));
      return donation.id;
    },
  ],
  [
    'PAYMENT_DIFFERENT',
    'of another commission than was recorded',
    async ({ db, donation }) => {
      await db.update(checkouts).set({ commissionMinor: 0 }).where(eq(checkouts.id, donation.id));
      return donation.id;
    },
  ],
  [
    'PAYMENT_DIFFERENT',
    'of another person than was recorded',
    async ({ db, donation }) => {
      await tamper(
        db,
        sql`update transactions set person_id = ${newId()} where checkout_id = ${donation.id}`,
      );
      return donation.id;
    },
  ],
  [
    'BEYOND_PAYMENT',
    'of which more has gone back than was paid',
    async ({ db, refunded }) => {
      await tamper(
        db,
        sql`with more as (
          insert into transactions select gen_random_uuid(), checkout_id, person_id, tournament_id, 'REFUND', -10, currency, created_at
          from transactions where checkout_id = ${refunded.id} and type = 'REFUND' returning *
        ), sides (account, amount) as (values ('provider', 10), ('commission', -10))
        insert into ledger_entries select gen_random_uuid(), more.id, account, amount, currency, 'sandbox', created_at
        from more, sides`,
      );
      return refunded.id;
    },
  ],
  [
    'REVERSAL_MISSING',
    'refunded, whose reversal is not recorded',
    async ({ db, paid }) => {
      await db
        .update(checkouts)
        .set({ status: 'REFUNDED', refundedAt: new Date() })
        .where(eq(checkouts.id, paid.id));
      return paid.id;
    },
  ],
  [
    'REVERSAL_MISSING',
    'refunded, of whose reversal a part is not recorded',
    async ({ db, paid }) => {
      await db.transaction((tx) => recordRefund(tx, paid, paid.amountMinor - 1, new Date()));
      await db.update(checkouts).set({ status: 'REFUNDED' }).where(eq(checkouts.id, paid.id));
      return paid.id;
    },
  ],
  [
    'PAYMENT_DIFFERENT',
    'whose money went to another organiser',
    async ({ db, donation }) => {
      const ofDonation = sql`select id from transactions where checkout_id = ${donation.id}`;
      await tamper(
        db,
        sql`update ledger_entries set account = ${`organizer:${newId()}`} where account like 'organizer:%' and transaction_id in (${ofDonation})`,
      );
      return donation.id;
    },
  ],
  [
    'REVERSAL_DIFFERENT',
    'refunded in part, with another commission than its share',
    async ({ db, paid }) => {
      await db.transaction((tx) => recordRefund(tx, paid, 1_000_000, new Date()));
      const ofRefund = sql`select id from transactions where checkout_id = ${paid.id} and type = 'REFUND'`;
      await tamper(
        db,
        sql`update ledger_entries set amount_minor = amount_minor + case when account = 'commission' then 1 else -1 end
        where account <> 'provider' and transaction_id in (${ofRefund})`,
      );
      return paid.id;
    },
  ],
  [
    'REVERSAL_MISSING',
    'of which a lost dispute has taken more than has gone back',
    async ({ db, paid }) => {
      await db.update(checkouts).set({ disputeLostMinor: 500_000 }).where(eq(checkouts.id, paid.id));
      return paid.id;
    },
  ],
  [
    'REVERSAL_UNTOLD',
    'that does not know of its recorded reversal',
    async ({ db, refunded }) => {
      await db
        .update(checkouts)
        .set({ status: 'SUCCEEDED', refundedAt: null })
        .where(eq(checkouts.id, refunded.id));
      return refunded.id;
    },
  ],
])('%s names a checkout %s', async (kind, _, spoil) => {
  await using ledger = await openSoundLedger();
  const subject = await spoil(ledger);
  expect((await checkLedger(ledger.db)).faults).toEqual([{ kind, subject }]);
});

test('of very many faults the first hundred are named', async () => {
  await using ledger = await openSoundLedger();
  const { db, tournamentId } = ledger;
  for (let count = 0; count < 101; count += 1) await storeCheckout(db, { tournamentId, status: 'SUCCEEDED' });
  const { faults, hasMore } = await checkLedger(db);
  expect(faults).toHaveLength(100);
  expect(hasMore).toBe(true);
});
