import { newId } from '@arena/subgraph-kit';
import { codeOf, person } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkoutStatus } from '../src/db/schema.ts';
import { recordRefund } from '../src/domain/ledger/record-refund.ts';
import { startForReading, type StartedForReading } from './started-for-reading.ts';
import { payBack, storeCheckout, storePaid, storeTournament } from './stored-checkouts.ts';

let started: StartedForReading;
beforeAll(async () => {
  started = await startForReading();
});
afterAll(() => started[Symbol.asyncDispose]());

const START_MS = Date.UTC(2026, 0);
const at = (minute: number) => new Date(START_MS + minute * 60_000);

const tournament = (id: string, fields: string) => started.entities('Tournament', [id], fields);

async function read(id: string, fields: string) {
  const { data, errors } = await tournament(id, fields);
  expect(errors).toBeUndefined();
  return data._entities[0];
}

test('anybody sees what was given, the last gift first, and who gave it unless they would not be known', async () => {
  const { db } = started;
  const tournamentId = await storeTournament(db);
  const known = await storePaid(db, { tournamentId, message: 'Go on!', createdAt: at(0) });
  const hidden = await storePaid(db, {
    tournamentId,
    isAnonymous: true,
    amountMinor: 250_000,
    createdAt: at(1),
  });
  await storePaid(db, { tournamentId: await storeTournament(db) });
  await storePaid(db, { tournamentId, type: 'PARTICIPANT_SALE' });
  const shown = await read(
    tournamentId,
    'donationSummary { count total { amount currency } } donations { totalCount nodes { id amount { amount currency } message donor { id } createdAt } }',
  );
  expect(shown).toEqual({
    donationSummary: { count: 2, total: { amount: 1_250_000, currency: 'COP' } },
    donations: {
      totalCount: 2,
      nodes: [
        {
          id: hidden.id,
          amount: { amount: 250_000, currency: 'COP' },
          message: null,
          donor: null,
          createdAt: at(1).toISOString(),
        },
        {
          id: known.id,
          amount: { amount: 1_000_000, currency: 'COP' },
          message: 'Go on!',
          donor: { id: known.buyerId },
          createdAt: at(0).toISOString(),
        },
      ],
    },
  });
});

test('only what was paid and stays is shown', async () => {
  const { db } = started;
  const tournamentId = await storeTournament(db);
  for (const status of checkoutStatus.enumValues.filter((one) => one !== 'SUCCEEDED')) {
    await storeCheckout(db, { tournamentId, status });
    await storeCheckout(db, { tournamentId, status, paidAt: at(0), completedAt: at(0) });
  }
  await payBack(db, await storePaid(db, { tournamentId }));
  expect(
    await read(
      tournamentId,
      'donationSummary { count total { amount } } donations { totalCount nodes { id } }',
    ),
  ).toEqual({
    donationSummary: { count: 0, total: { amount: 0 } },
    donations: { totalCount: 0, nodes: [] },
  });
});

test('what of a donation has gone back is neither in it nor in the sum', async () => {
  const { db } = started;
  const tournamentId = await storeTournament(db);
  const whole = await storePaid(db, { tournamentId, amountMinor: 300_000 });
  const gift = await storePaid(db, { tournamentId });
  await db.transaction((tx) => recordRefund(tx, gift, 400_000, new Date()));
  await db.transaction((tx) => recordRefund(tx, gift, 599_999, new Date()));
  const shown = await read(
    tournamentId,
    'donationSummary { count total { amount } } donations { nodes { id amount { amount } } }',
  );
  expect(shown.donationSummary).toEqual({ count: 2, total: { amount: 300_001 } });
  expect(shown.donations.nodes).toHaveLength(2);
  expect(shown.donations.nodes).toContainEqual({ id: gift.id, amount: { amount: 1 } });
  expect(shown.donations.nodes).toContainEqual({ id: whole.id, amount: { amount: 300_000 } });
});

test('pages follow one another without a gap or a repetition, also where instants are equal', async () => {
  const { db } = started;
  const tournamentId = await storeTournament(db);
  for (let count = 0; count < 7; count += 1) {
    await storePaid(db, { tournamentId, createdAt: at(Math.floor(count / 3)) });
  }
  const pageOf = async (args: string) =>
    (
      await read(
        tournamentId,
        `donations(${args}) { nodes { id } totalCount pageInfo { hasNextPage endCursor } }`,
      )
    ).donations;
  const whole = await pageOf('first: 100');
  const first = await pageOf('first: 3');
  const seen = first.nodes;
  for (let page = first; page.pageInfo.hasNextPage;) {
    page = await pageOf(`first: 3, after: "${page.pageInfo.endCursor}"`);
    expect(page.totalCount).toBe(7);
    seen.push(...page.nodes);
  }
  expect(seen).toEqual(whole.nodes);
});

test('a sum beyond what can be given exactly is refused, not rounded; all else is still shown', async () => {
  const { db } = started;
  const tournamentId = await storeTournament(db);
  await storePaid(db, { tournamentId, amountMinor: Number.MAX_SAFE_INTEGER });
  expect(await read(tournamentId, 'donationSummary { total { amount } }')).toEqual({
    donationSummary: { total: { amount: Number.MAX_SAFE_INTEGER } },
  });
  await storePaid(db, { tournamentId, amountMinor: 1 });
  const answer = await tournament(
    tournamentId,
    'donationSummary { total { amount } } donations { totalCount }',
  );
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'AMOUNT_TOO_LARGE' });
  expect(answer.data._entities).toEqual([{ donationSummary: null, donations: { totalCount: 2 } }]);
});

test('nothing was given to a tournament of which nothing is known', async () => {
  expect(await read(newId(), 'donationSummary { count } donations { totalCount nodes { id } }')).toEqual({
    donationSummary: null,
    donations: { totalCount: 0, nodes: [] },
  });
});

test.each(['first: 0', 'first: 101', 'after: "nonsense"'])(
  'donations(%s) is BAD_USER_INPUT',
  async (args) => {
    const id = await storeTournament(started.db);
    const answer = await started.entities('Tournament', [id], `donations(${args}) { totalCount }`, person());
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  },
);
