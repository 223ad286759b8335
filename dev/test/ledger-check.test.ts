import { randomBytes } from 'node:crypto';
import { newId } from '@arena/subgraph-kit';
import { databaseUrl, onServer, register, testServices } from '@arena/testing';
import type postgres from 'postgres';
import { expect, test, vi } from 'vitest';
import { command, freePortBase } from './started-command.ts';

// the command is a process, beside other tests
vi.setConfig({ testTimeout: 120_000 });

/** The payments database of an Arena that keeps its databases on the server of the tests. */
async function paymentsDatabase() {
  const { postgresUrl, runId, templates } = testServices();
  const prefix = `arena_test_${runId}_${randomBytes(5).toString('hex')}_`;
  const name = `${prefix}payments`;
  await onServer(
    postgresUrl,
    (sql) => sql`create database ${sql(name)} template ${sql(templates.payments ?? '')}`,
  );
  const run = <T>(work: (sql: postgres.Sql) => Promise<T>) => onServer(databaseUrl(postgresUrl, name), work);
  return register(`database ${name}`, { prefix, run }, async () => {
    await onServer(postgresUrl, (sql) => sql`drop database ${sql(name)} with (force)`);
  });
}

/** Stores a donation of 1 000 that its checkout says is paid. */
async function storeDonation(sql: postgres.Sql): Promise<string> {
  const id = newId();
  await sql`
    insert into checkouts (id, type, status, buyer_id, is_anonymous, tournament_id, amount_minor, currency,
      description, commission_minor, provider, success_url, cancel_url, idempotency_key, input_hash, created_at, expires_at, paid_at)
    values (${id}, 'DONATION', 'SUCCEEDED', ${newId()}, false, ${newId()}, 1000, 'COP', 'A gift', 100, 'sandbox', '', '', ${id},
      '', now(), now(), now())`;
  return id;
}

/** Records the payment of a stored donation. */
const recordPayment = (sql: postgres.Sql, checkoutId: string) =>
  sql.begin(async (tx) => {
    const transactionId = newId();
    await tx`
      insert into transactions select ${transactionId}, id, buyer_id, tournament_id, 'DONATION', 1000, 'COP', now()
      from checkouts where id = ${checkoutId}`;
    const sides: [string, number][] = [
      ['provider', -1_000],
      [`organizer:${newId()}`, 900],
      ['commission', 100],
    ];
    for (const [account, amount] of sides) {
      await tx`
        insert into ledger_entries values (${newId()}, ${transactionId}, ${account}, ${amount}, 'COP', 'sandbox', now())`;
    }
  });

const check = async (prefix: string) => {
  const env = {
    ARENA_MODE: 'services',
    DATABASE_URL: testServices().postgresUrl,
    DATABASE_PREFIX: prefix,
  };
  await using checking = command('ledger-check', env);
  return { code: await checking.exited, output: checking.output() };
};

test('npm run ledger:check says that a ledger is sound, or names what is not', async () => {
  await using database = await paymentsDatabase();
  const id = await database.run(storeDonation);
  const missing = await check(database.prefix);
  expect(missing.code).toBe(1);
  expect(missing.output).toContain('The ledger is NOT sound:');
  expect(missing.output).toContain(`checkout ${id}: it is paid, and the ledger has no payment of it`);

  await database.run((sql) => recordPayment(sql, id));
  const sound = await check(database.prefix);
  expect(sound.code).toBe(0);
  expect(sound.output).toMatch(/^COP +sandbox +1 +-1000 +900 +100 +0$/m);
  expect(sound.output).toContain('The ledger is sound.');
});

test('npm run ledger:check tells when no Arena runs here', async () => {
  await using checking = command('ledger-check', { PORT_BASE: String(await freePortBase()) });
  expect(await checking.exited).toBe(1);
  expect(checking.output()).toContain('No Arena of PORT_BASE');
});
