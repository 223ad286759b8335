import { faultsOf, refusalOf } from '@arena/testing';
import { ANONYMOUS, newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saleStages, teams, tournaments, tournamentStaff } from '../src/db/schema.ts';
import { findSaleStages } from '../src/db/sale-stage-store.ts';
import { findStaff } from '../src/db/staff-store.ts';
import { createTournament } from '../src/domain/create-tournament.ts';
import type { CreateTournamentInput } from '../src/domain/tournament-schemas.ts';
import {
  addCatalogue,
  addTournament,
  cop,
  daysAhead,
  teamsOf,
  tournamentInput,
  type Catalogue,
} from './fixtures.ts';
import { callerOf, openApp } from './started-tournaments.ts';

type Opened = Awaited<ReturnType<typeof openApp>>;
let opened: Opened;
let catalogue: Catalogue;

beforeAll(async () => {
  opened = await openApp();
  catalogue = await addCatalogue(opened.app);
});
afterAll(() => opened[Symbol.asyncDispose]());

/** How many rows of any kind there are. */
async function rowCounts(): Promise<number[]> {
  const { db } = opened.app;
  return Promise.all([tournaments, teams, tournamentStaff, saleStages].map((table) => db.$count(table)));
}

const stage = (changes: object = {}) => ({
  name: 'Early',
  kind: 'PARTICIPANT' as const,
  price: cop(1_500_000),
  startsAt: daysAhead(opened.app, 1),
  endsAt: daysAhead(opened.app, 2),
  ...changes,
});

test('a tournament begins PENDING, with its teams, and its creator as ADMIN', async () => {
  const { app } = opened;
  const organizer = callerOf();
  const tournament = await addTournament(app, catalogue, { name: '  Copa de Fútbol ' }, organizer);
  expect(tournament).toMatchObject({
    name: 'Copa de Fútbol',
    status: 'PENDING',
    capacity: 10,
    currency: 'COP',
    organizerId: organizer.userId,
  });
  const [staff] = await findStaff(app.db, [tournament.id]);
  expect(staff).toMatchObject([{ userId: organizer.userId, role: 'ADMIN' }]);
  const made = await teamsOf(app, tournament.id);
  expect(made.map(({ name, maxMembers }) => [name, maxMembers])).toEqual([
    ['Team 1', 5],
    ['Team 2', 5],
  ]);
});

test('prices are 20 000 and 5 000 pesos by default, and zero in a free tournament', async () => {
  const { app } = opened;
  const paid = await addTournament(app, catalogue);
  expect(paid).toMatchObject({ participantPriceMinor: 2_000_000, viewerPriceMinor: 500_000 });
  const free = await addTournament(app, catalogue, { isFree: true });
  expect(free).toMatchObject({ participantPriceMinor: 0, viewerPriceMinor: 0 });
  const freeToEnter = await addTournament(app, catalogue, { isFree: true, viewerPrice: cop(300_000) });
  expect(freeToEnter).toMatchObject({ participantPriceMinor: 0, viewerPriceMinor: 300_000 });
  const freeInDollars = await addTournament(app, catalogue, {
    isFree: true,
    prize: { description: 'Fame', total: { amount: 0, currency: 'USD' } },
  });
  expect(freeInDollars).toMatchObject({ currency: 'USD', participantPriceMinor: 0, viewerPriceMinor: 0 });
});

test('another currency is taken from the prices', async () => {
  const usd = (amount: number) => ({ amount, currency: 'usd' });
  const tournament = await addTournament(opened.app, catalogue, {
    participantPrice: usd(1000),
    viewerPrice: usd(0),
    prize: { description: 'A cup', total: usd(50_000) },
  });
  expect(tournament).toMatchObject({ currency: 'USD', participantPriceMinor: 1000, viewerPriceMinor: 0 });
});

test('sale stages are stored in the order they open; those of two kinds may overlap', async () => {
  const { app } = opened;
  // The clock is read once: a stage ends at the very instant at which the next of its kind opens.
  const handover = daysAhead(app, 2);
  const { id } = await addTournament(app, catalogue, {
    saleStages: [
      stage({ name: 'Late', startsAt: handover, endsAt: daysAhead(app, 3) }),
      stage({ quantity: 3, endsAt: handover }),
      stage({ name: 'Fans', kind: 'VIEWER', price: cop(0), startsAt: daysAhead(app, 1.5) }),
    ],
  });
  const [stages = []] = await findSaleStages(app.db, [id]);
  expect(stages.map(({ name, quantity }) => [name, quantity])).toEqual([
    ['Early', 3],
    ['Fans', null],
    ['Late', null],
  ]);
});

test('the anonymous create nothing', async () => {
  const { app } = opened;
  const call = createTournament(app, callerOf(ANONYMOUS), tournamentInput(app, catalogue));
  expect(await refusalOf(call)).toBe('UNAUTHENTICATED');
});

test('a free tournament has no more seats than its category allows', async () => {
  const { app } = opened;
  const small = await addCatalogue(app, 9);
  const before = await rowCounts();
  expect(await refusalOf(addTournament(app, small, { isFree: true }))).toBe('CONFLICT LIMIT_REACHED');
  expect(await rowCounts()).toEqual(before);
  await addTournament(app, small, { isFree: false });
});

const money = (amount: number, currency = 'COP') => ({ amount, currency });
const prize = (changes: object) => ({ description: 'A cup', total: cop(1), ...changes });
const days = (count: number) => daysAhead(opened.app, count);

/** Faults by what is wrong: the input's changes, and the fields to be named. */
const faults: Record<string, [() => Partial<CreateTournamentInput>, string[]]> = {
  'a name of two characters': [() => ({ name: ' ab ' }), ['name']],
  'a name of 101 characters': [() => ({ name: 'x'.repeat(101) }), ['name']],
  'a name with a NUL': [() => ({ name: 'abc\0def' }), ['name']],
  'an empty description': [() => ({ description: ' ' }), ['description']],
  'a description of 5001 characters': [() => ({ description: 'x'.repeat(5001) }), ['description']],
  'a category id that is no id': [() => ({ categoryId: 'racing' }), ['categoryId']],
  'a game id that is no id': [() => ({ gameId: '7' }), ['gameId']],
  'an unknown category and game': [
    () => ({ categoryId: newId(), gameId: newId() }),
    ['categoryId', 'gameId'],
  ],
  'a start in the past': [() => ({ startsAt: days(-1) }), ['startsAt']],
  'a start three years ahead': [() => ({ startsAt: days(1095), endsAt: days(1096) }), ['startsAt']],
  'an end before the start': [() => ({ endsAt: days(6) }), ['endsAt']],
  'a length of 91 days': [() => ({ endsAt: days(98) }), ['endsAt']],
  'an empty prize description': [() => ({ prize: prize({ description: '' }) }), ['prize.description']],
  'a prize description of 501': [
    () => ({ prize: prize({ description: 'x'.repeat(501) }) }),
    ['prize.description'],
  ],
  'a negative prize': [() => ({ prize: prize({ total: money(-1) }) }), ['prize.total.amount']],
  'half a centavo': [() => ({ prize: prize({ total: money(0.5) }) }), ['prize.total.amount']],
  'a prize beyond 10^12': [() => ({ prize: prize({ total: money(1e12 + 1) }) }), ['prize.total.amount']],
  'a currency that is none': [() => ({ viewerPrice: money(1, 'pesos') }), ['viewerPrice.currency']],
  'a price of entry though free': [
    () => ({ isFree: true, participantPrice: money(1) }),
    ['participantPrice.amount'],
  ],
  'no price of entry though not free': [() => ({ participantPrice: money(0) }), ['participantPrice.amount']],
  'a prize in another currency': [
    () => ({ participantPrice: money(1, 'USD'), viewerPrice: money(1, 'USD') }),
    ['prize.total.currency'],
  ],
  'a viewer price in another currency': [() => ({ viewerPrice: money(1, 'USD') }), ['viewerPrice.currency']],
  'no prices though the prize is in dollars': [
    () => ({ prize: prize({ total: money(1, 'USD') }) }),
    ['participantPrice', 'viewerPrice'],
  ],
  'an empty idempotency key': [() => ({ idempotencyKey: '' }), ['idempotencyKey']],
  'an idempotency key of 65': [() => ({ idempotencyKey: 'x'.repeat(65) }), ['idempotencyKey']],
  'a name on two lines': [() => ({ name: 'one\ntwo' }), ['name']],
  'a name that does not show': [() => ({ name: '\u200b\u200b\u200b' }), ['name']],
  'eleven stages': [
    () => ({
      saleStages: Array.from({ length: 11 }, (_, i) =>
        stage({ startsAt: days(i / 10), endsAt: days((i + 1) / 10) }),
      ),
    }),
    ['saleStages'],
  ],
  'eleven stages with further faults': [
    () => ({ saleStages: Array.from({ length: 11 }, () => stage({ price: money(1, 'EUR') })) }),
    ['saleStages'],
  ],
  'a stage without a name': [() => ({ saleStages: [stage({ name: '' })] }), ['saleStages.0.name']],
  'a stage name of 51': [() => ({ saleStages: [stage({ name: 'x'.repeat(51) })] }), ['saleStages.0.name']],
  'a stage that closes as it opens': [
    () => ({ saleStages: [stage({ endsAt: stage().startsAt })] }),
    ['saleStages.0.endsAt'],
  ],
  'a stage before 1970': [
    () => ({ saleStages: [stage({ startsAt: new Date(-1) })] }),
    ['saleStages.0.startsAt'],
  ],
  'a stage beyond the end': [() => ({ saleStages: [stage({ endsAt: days(10) })] }), ['saleStages.0.endsAt']],
  'overlapping stages': [
    () => ({ saleStages: [stage({ startsAt: days(1.5), endsAt: days(3) }), stage()] }),
    ['saleStages.0.startsAt'],
  ],
  'a stage in another currency': [
    () => ({ saleStages: [stage({ price: money(1, 'EUR') })] }),
    ['saleStages.0.price.currency'],
  ],
  'a free stage though not free': [
    () => ({ saleStages: [stage({ price: money(0) })] }),
    ['saleStages.0.price.amount'],
  ],
  'a paid stage though free': [
    () => ({ isFree: true, saleStages: [stage()] }),
    ['saleStages.0.price.amount'],
  ],
  'a stage of nothing': [() => ({ saleStages: [stage({ quantity: 0 })] }), ['saleStages.0.quantity']],
  'many faults at once': [
    () => ({
      name: '',
      categoryId: 'x',
      endsAt: days(1),
      prize: prize({ description: '', total: money(-1, 'USD') }),
      saleStages: [stage({ quantity: -1, endsAt: days(0) })],
    }),
    [
      'name',
      'categoryId',
      'prize.description',
      'prize.total.amount',
      'saleStages.0.quantity',
      'endsAt',
      'participantPrice',
      'viewerPrice',
      'saleStages.0.price.currency',
      'saleStages.0.endsAt',
    ],
  ],
};

test.each(Object.entries(faults))(
  '%s is BAD_USER_INPUT naming the field, and nothing is written',
  async (_, fault) => {
    const [changes, fields] = fault;
    const before = await rowCounts();
    const named = await faultsOf(addTournament(opened.app, catalogue, changes()));
    expect(named.sort()).toEqual(fields.map((field) => `input.${field}`).sort());
    expect(await rowCounts()).toEqual(before);
  },
);
