import { eventually, refusalOf } from '@arena/testing';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callOffs, checkouts, transactions } from '../src/db/schema.ts';
import { lockTournament } from '../src/db/tournament-store.ts';
import { continueCallOffs } from '../src/domain/call-off-step.ts';
import { cancelMatch } from '../src/domain/cancel-match.ts';
import { cancelTournament } from '../src/domain/cancel-tournament.ts';
import { settleDueCheckouts } from '../src/domain/settle-due-checkouts.ts';
import { addMatch, addTournament, buySeat, buyView, give, tell } from './orders.ts';
import { complete } from './paid-checkouts.ts';
import { Crash, openApp, type OpenedApp } from './payments-app.ts';
import { storePaid } from './stored-checkouts.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

/** How many checkouts of a tournament are in each status. */
async function statuses(tournamentId: string) {
  const rows = await opened.db
    .select({ status: checkouts.status, count: sql<number>`count(*)::integer` })
    .from(checkouts)
    .where(eq(checkouts.tournamentId, tournamentId))
    .groupBy(checkouts.status);
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

/** Waits until somebody waits for a lock, or what is going on has ended. */
async function untilWaiting(goingOn: Promise<unknown>) {
  let hasEnded = false;
  const ending = goingOn.then(
    () => void (hasEnded = true),
    () => void (hasEnded = true),
  );
  const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const isWaiting = async () => hasEnded || (await opened.db.execute(waiting)).length > 0;
  await Promise.race([ending, eventually(isWaiting, Boolean)]);
}

test('what is called off is gone through in steps, which a process that dies among them does not lose', async () => {
  const { app, db, crashAt } = opened;
  const tournamentId = await addTournament(opened);
  for (let count = 0; count < 410; count += 1) await storePaid(db, { tournamentId });
  await tell(app, { name: 'tournaments.canceled', payload: { tournamentId } });
  expect(await statuses(tournamentId)).toEqual({ REFUNDING: 200, SUCCEEDED: 210 });

  crashAt('after-call-off-step');
  await expect(continueCallOffs(app)).rejects.toThrow(Crash);
  crashAt();
  expect(await statuses(tournamentId)).toEqual({ REFUNDING: 400, SUCCEEDED: 10 });
  await Promise.all([continueCallOffs(app), continueCallOffs(app)]);
  expect(await statuses(tournamentId)).toEqual({ REFUNDING: 410 });
  expect(await db.$count(callOffs)).toBe(0);
});

test('what is left over is gone through with what is due, and paid back', async () => {
  const { app, db, work } = opened;
  const tournamentId = await addTournament(opened);
  for (let count = 0; count < 200; count += 1) await storePaid(db, { tournamentId });
  const last = await give(opened, tournamentId);
  await complete(opened, last);
  await tell(app, { name: 'tournaments.canceled', payload: { tournamentId } });
  expect(await statuses(tournamentId)).toEqual({ REFUNDING: 200, SUCCEEDED: 1 });
  await work();
  await settleDueCheckouts(app);
  expect(await statuses(tournamentId)).toMatchObject({ REFUNDED: 1 });
  expect(await db.$count(transactions, eq(transactions.checkoutId, last.id))).toBe(2);
});

test.each([
  ['seat', (id: string) => buySeat(opened, id)],
  ['gift', (id: string) => give(opened, id)],
] as const)('no %s is ordered while its tournament is being called off', async (_, order) => {
  const { app } = opened;
  const tournamentId = await addTournament(opened);
  const ordering = await app.transact(async (tx) => {
    await cancelTournament(app, tx, tournamentId, {});
    const refused = refusalOf(order(tournamentId));
    await untilWaiting(refused);
    return { refused };
  });
  expect(await ordering.refused).toBe('CONFLICT SALE_CLOSED');
});

test('a match is called off in its turn, so that it and a ban do not wait for each other', async () => {
  const { app, db } = opened;
  const tournamentId = await addTournament(opened);
  const matchId = addMatch(opened, tournamentId);
  const view = await buyView(opened, matchId);
  const canceling = await app.transact(async (tx) => {
    await lockTournament(tx, tournamentId);
    const canceled = app.transact((other) => cancelMatch(app, other, { matchId, tournamentId }, {}));
    await untilWaiting(canceled);
    // it waits without having locked what a ban may come to lock
    await db.execute(sql`select from checkouts where id = ${view.id} for update nowait`);
    const [row] = await db.select().from(checkouts).where(eq(checkouts.id, view.id));
    expect(row?.closeDueAt).toBeNull();
    return { canceled };
  });
  expect(await canceling.canceled).toHaveLength(1);
});
