import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestJob } from '../src/db/job-store.ts';
import { openApp, type OpenedApp } from './notifications-app.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

const HOUR_MS = 3_600_000;

/** In how many hours a job is run, for each time that it is. */
const hoursUntil = async (name: string) =>
  (
    await opened.db.execute<{ hours: number }>(sql`
      select round(extract(epoch from run_at - now()) / 3600)::int as hours
      from graphile_worker.jobs where key = ${name}`)
  ).map(({ hours }) => hours);

test('a job that is asked for many times is run once, at the earliest of them', async () => {
  const ask = (name: string, hours: number) =>
    requestJob(opened.db, name, hours === 0 ? null : new Date(Date.now() + hours * HOUR_MS));
  for (const hours of [6, 2, 4]) await ask('timed', hours);
  expect(await hoursUntil('timed')).toEqual([2]);
  for (const hours of [0, 6]) await ask('timed', hours);
  expect(await hoursUntil('timed')).toEqual([0]);
  await Promise.all([6, 3, 0, 5, 2].map((hours) => ask('at-once', hours)));
  expect(await hoursUntil('at-once')).toEqual([0]);
});
