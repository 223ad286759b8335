import { newId } from '@arena/subgraph-kit';
import { codeOf, person } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startForReading, type StartedForReading } from './started-for-reading.ts';
import { payBack, storeCheckout, storePaid, storeTournament } from './stored-checkouts.ts';

let started: StartedForReading;
beforeAll(async () => {
  started = await startForReading();
});
afterAll(() => started[Symbol.asyncDispose]());

const START_MS = Date.UTC(2026, 0);
const at = (minute: number) => new Date(START_MS + minute * 60_000);

/** A page of the caller's own transactions. */
async function pageOf(
  me: ReturnType<typeof person>,
  args = '',
  fields = 'id type amount { amount currency }',
) {
  const { data, errors } = await started.entities(
    'Account',
    [me.userId],
    `transactions${args} { nodes { ${fields} } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount }`,
    me,
  );
  expect(errors).toBeUndefined();
  return data._entities[0].transactions;
}

test('money that has moved for the caller is listed, the last first, with its checkout', async () => {
  const { db } = started;
  const me = person();
  const tournamentId = await storeTournament(db);
  const sale = await storePaid(db, {
    tournamentId,
    buyerId: me.userId,
    type: 'PARTICIPANT_SALE',
    amountMinor: 2_000_000,
    createdAt: at(0),
  });
  const gift = await storePaid(db, { tournamentId, buyerId: me.userId, createdAt: at(1) });
  await payBack(db, sale, at(2));
  await storeCheckout(db, { tournamentId, buyerId: me.userId });
  await storePaid(db, { tournamentId });

  const page = await pageOf(
    me,
    '',
    'type amount { amount currency } createdAt checkout { id type status amount { amount } tournament { id } }',
  );
  const saleShown = {
    id: sale.id,
    type: 'PARTICIPANT_SALE',
    status: 'REFUNDED',
    amount: { amount: 2_000_000 },
    tournament: { id: tournamentId },
  };
  expect(page).toEqual({
    nodes: [
      {
        type: 'REFUND',
        amount: { amount: -2_000_000, currency: 'COP' },
        createdAt: at(2).toISOString(),
        checkout: saleShown,
      },
      {
        type: 'DONATION',
        amount: { amount: 1_000_000, currency: 'COP' },
        createdAt: at(1).toISOString(),
        checkout: {
          id: gift.id,
          type: 'DONATION',
          status: 'SUCCEEDED',
          amount: { amount: 1_000_000 },
          tournament: { id: tournamentId },
        },
      },
      {
        type: 'PARTICIPANT_SALE',
        amount: { amount: 2_000_000, currency: 'COP' },
        createdAt: at(0).toISOString(),
        checkout: saleShown,
      },
    ],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, endCursor: expect.any(String) as string },
    totalCount: 3,
  });
});

test('pages follow one another without a gap or a repetition, also where instants are equal', async () => {
  const { db } = started;
  const me = person();
  const tournamentId = await storeTournament(db);
  const storeAt = (minute: number) =>
    storePaid(db, { tournamentId, buyerId: me.userId, createdAt: at(minute) });
  for (let count = 0; count < 7; count += 1) await storeAt(Math.floor(count / 3));
  const whole = await pageOf(me);
  const first = await pageOf(me, '(first: 2)');
  await storeAt(9);
  const seen = first.nodes;
  for (let page = first; page.pageInfo.hasNextPage;) {
    page = await pageOf(me, `(first: 2, after: "${page.pageInfo.endCursor}")`);
    expect(page.totalCount).toBe(8);
    expect(page.pageInfo.hasPreviousPage).toBe(true);
    seen.push(...page.nodes);
  }
  expect(seen).toEqual(whole.nodes);
});

test('the whole list is counted only when asked for', async () => {
  const me = person();
  const statementsFor = async (fields: string) => {
    started.takeReads();
    await started.entities('Account', [me.userId], `transactions { ${fields} }`, me);
    return started.takeReads();
  };
  expect(await statementsFor('nodes { id }')).toHaveLength(1);
  expect(await statementsFor('nodes { id } totalCount')).toHaveLength(2);
});

test("another's account is nobody's: not for a stranger, nor for the anonymous", async () => {
  const { db } = started;
  const { buyerId } = await storePaid(db, { tournamentId: await storeTournament(db) });
  for (const identity of [person(), undefined]) {
    const { data } = await started.entities('Account', [buyerId], 'transactions { totalCount }', identity);
    expect(data._entities).toEqual([null]);
  }
});

test.each([
  ['first: 0', 'BAD_USER_INPUT'],
  ['first: 101', 'BAD_USER_INPUT'],
  ['after: "nonsense"', 'BAD_USER_INPUT'],
  [
    `after: "${Buffer.from(JSON.stringify(['donations', [at(0).toISOString(), newId()]])).toString('base64url')}"`,
    'BAD_USER_INPUT',
  ],
])('transactions(%s) is %s', async (args, code) => {
  const me = person();
  const answer = await started.entities('Account', [me.userId], `transactions(${args}) { totalCount }`, me);
  expect(codeOf(answer)).toBe(code);
});
