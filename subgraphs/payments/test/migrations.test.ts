import { newId } from '@arena/subgraph-kit';
import { emptyDatabase, onServer } from '@arena/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FOLDER = new URL('../migrations/', import.meta.url);

/** The statements of each migration, in their order. */
const migrations = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.sql'))
  .sort()
  .map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), 'utf8') }));

/** A checkout as it could be before descriptions were kept. */
const oldCheckout = () => ({
  id: newId(),
  type: 'DONATION',
  status: 'PENDING',
  buyer_id: newId(),
  is_anonymous: false,
  tournament_id: newId(),
  amount_minor: 1_000_000,
  currency: 'COP',
  commission_minor: 100_000,
  provider: 'sandbox',
  success_url: 'http://localhost:4000/thanks',
  cancel_url: 'http://localhost:4000/back',
  idempotency_key: 'key',
  input_hash: 'hash',
  created_at: new Date(),
  expires_at: new Date(),
});

test('checkouts that are there already outlive every later change of the tables', async () => {
  await using database = await emptyDatabase();
  const checkout = oldCheckout();
  await onServer(database.url, async (sql) => {
    for (const { name, text } of migrations) {
      if (name.startsWith('0005')) await sql`insert into checkouts ${sql(checkout)}`;
      await sql.unsafe(text);
    }
    const rows = await sql`select id, description from checkouts`;
    expect(rows).toEqual([{ id: checkout.id, description: 'An order' }]);
    await expect(sql`insert into checkouts ${sql(oldCheckout())}`).rejects.toThrow('description');
  });
});
