import { setImmediate } from 'node:timers/promises';
import { emptyDatabase, eventually, keptSpans, readMetrics } from '@arena/testing';
import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { createMetrics, inSpan, openDatabase, type DatabaseOptions } from '../src/index.ts';

/** A pool of so many connections, and what is told of it. */
async function measuredPool(poolSize: number, options: Pick<DatabaseOptions, 'tracer'> = {}) {
  const database = await emptyDatabase();
  onTestFinished(() => database[Symbol.asyncDispose]());
  const metrics = createMetrics();
  const { db, close } = openDatabase(database.url, {}, { ...options, poolSize, metrics });
  onTestFinished(close);
  const told = async () => {
    const { value } = readMetrics((await metrics.scrape()).text);
    return {
      inUse: value('arena_sql_pool_in_use'),
      waiting: value('arena_sql_pool_waiting'),
      statements: value('arena_sql_statement_duration_seconds_count') ?? 0,
      failed: value('arena_sql_statement_duration_seconds_count', { outcome: 'error' }) ?? 0,
    };
  };
  return { db, told };
}

test('a statement of a trace is counted once, though its span waits for it too', async () => {
  const { tracing } = await keptSpans();
  const tracer = tracing.tracer('test');
  const { db, told } = await measuredPool(2, { tracer });
  await inSpan(tracer, { name: 'work' }, async () => {
    await db.execute(sql`select 1`);
    await expect(db.execute(sql`select 1 / 0`)).rejects.toThrow();
  });
  expect(await told()).toEqual({ inUse: 0, waiting: 0, statements: 2, failed: 1 });
});

test('a transaction wants one connection, while it waits for it and while it has it', async () => {
  const { db, told } = await measuredPool(2);
  let end = () => {};
  const mayEnd = new Promise<void>((resolve) => (end = resolve));
  const hold = () =>
    db.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      await mayEnd;
    });
  const held = [hold(), hold()];
  expect(
    await eventually(told, ({ statements }) => statements === 4),
    'both have begun, and have asked once',
  ).toMatchObject({ inUse: 2, waiting: 0 });
  const late = hold();
  // it has asked for a connection by then
  await setImmediate();
  expect(await told()).toMatchObject({ inUse: 2, waiting: 1 });
  end();
  await Promise.all([...held, late]);
  expect(await told()).toMatchObject({ inUse: 0, waiting: 0 });
});

test('a transaction that fails, or cannot begin, leaves nothing in use', async () => {
  const { db, told } = await measuredPool(1);
  await expect(db.transaction((tx) => tx.execute(sql`select 1 / 0`))).rejects.toThrow();
  await expect(
    db.transaction(async () => {
      throw new Error('changed its mind');
    }),
  ).rejects.toThrow('changed its mind');
  expect(await told()).toMatchObject({ inUse: 0, waiting: 0 });
});
