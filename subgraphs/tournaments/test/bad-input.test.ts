import { newId } from '@arena/subgraph-kit';
import { codeOf, faultyFields, person } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tournaments } from '../src/db/schema.ts';
import { addCatalogue, addTournament, tournamentInput } from './fixtures.ts';
import { callerOf, startTournaments } from './started-tournaments.ts';

type Started = Awaited<ReturnType<typeof startTournaments>>;
let started: Started;
let input: Record<string, unknown>;
const organizer = person();

beforeAll(async () => {
  started = await startTournaments();
  const { app } = started;
  const catalogue = await addCatalogue(app);
  await addTournament(app, catalogue, {}, callerOf(organizer));
  input = { ...tournamentInput(app, catalogue) };
});
afterAll(() => started[Symbol.asyncDispose]());

const LIST = `query ($filter: TournamentFilter, $orderBy: TournamentOrder, $first: Int, $after: String) {
  tournaments(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { nodes { id } }
}`;
const CREATE = 'mutation ($input: CreateTournamentInput!) { createTournament(input: $input) { id } }';
const STAGES = `mutation ($tournamentId: ID!, $stages: [SaleStageInput!]!) {
  setSaleStages(tournamentId: $tournamentId, stages: $stages) { id }
}`;
const id = newId();
const with_ = (changes: object) => ({ input: { ...input, ...changes } });
const stage = { name: 'Early', kind: 'VIEWER', price: { amount: 1, currency: 'COP' } };

test.each<[string, string, () => Record<string, unknown>, string[]]>([
  ['first: 101', LIST, () => ({ first: 101 }), ['first']],
  ['first: 0', LIST, () => ({ first: 0 }), ['first']],
  ['first that is no number', LIST, () => ({ first: 'many' }), ['first']],
  [
    'a cursor of another query',
    LIST,
    () => ({ after: Buffer.from('["teams",[]]').toString('base64url') }),
    ['after'],
  ],
  ['an unknown order', LIST, () => ({ orderBy: 'NAME' }), ['orderBy']],
  ['an unknown status', LIST, () => ({ filter: { status: ['OVER'] } }), ['filter.status.0']],
  [
    'faults all over the filter',
    LIST,
    () => ({ filter: { gameId: 'x', categoryId: 'y', organizerId: 'z', search: 'x'.repeat(101) } }),
    ['filter.gameId', 'filter.categoryId', 'filter.organizerId', 'filter.search'],
  ],
  ['a NUL in the search', LIST, () => ({ filter: { search: 'a\0b' } }), ['filter.search']],
  ['an instant that is none', LIST, () => ({ filter: { startsAfter: 'soon' } }), ['filter.startsAfter']],
  ['the year 0', LIST, () => ({ filter: { startsAfter: '0000-01-01T00:00:00Z' } }), ['filter.startsAfter']],
  [
    'the year 10000',
    LIST,
    () => ({ filter: { startsBefore: '9999-12-31T23:59:59-14:00' } }),
    ['filter.startsBefore'],
  ],
  [
    'a cursor with endless decimals',
    LIST,
    () => ({
      after: Buffer.from(
        JSON.stringify(['tournaments:STARTS_AT_ASC', [`2027-01-01T00:00:00.${'1'.repeat(5000)}Z`, id]]),
      ).toString('base64url'),
    }),
    ['after'],
  ],
  [
    'a tournament id that is none',
    'query ($id: ID!) { tournament(id: $id) { id } }',
    () => ({ id: '1' }),
    ['id'],
  ],
  ['a match id that is none', 'query ($id: ID!) { match(id: $id) { id } }', () => ({ id: '1' }), ['id']],
  ['a team id that is none', 'query ($id: ID!) { team(id: $id) { id } }', () => ({ id: "' or 1=1" }), ['id']],
  ['a date that is none', CREATE, () => with_({ startsAt: '2026-02-30T00:00:00Z' }), ['input.startsAt']],
  [
    'a currency that is none',
    CREATE,
    () => with_({ viewerPrice: { amount: 1, currency: 'PESO' } }),
    ['input.viewerPrice.currency'],
  ],
  [
    'an unsafe amount',
    CREATE,
    () => with_({ viewerPrice: { amount: 2 ** 53, currency: 'COP' } }),
    ['input.viewerPrice.amount'],
  ],
  ['a truth that is none', CREATE, () => with_({ isFree: 'yes' }), ['input.isFree']],
  ['a name that is a number', CREATE, () => with_({ name: 7 }), ['input.name']],
  ['broken rules', CREATE, () => with_({ name: 'x', gameId: 'y' }), ['input.name', 'input.gameId']],
  [
    'an unknown kind of stage',
    STAGES,
    () => ({
      tournamentId: id,
      stages: [{ ...stage, kind: 'PRESS', startsAt: new Date(), endsAt: new Date() }],
    }),
    ['stages.0.kind'],
  ],
  [
    'a quantity beyond integers',
    STAGES,
    () => ({
      tournamentId: id,
      stages: [{ ...stage, quantity: 1e10, startsAt: new Date(), endsAt: new Date() }],
    }),
    ['stages.0.quantity'],
  ],
])('%s', async (_, operation, variables, fields) => {
  const before = await started.app.db.$count(tournaments);
  const answer = await started.ask(organizer)(operation, variables());
  expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  expect(faultyFields(answer)).toEqual(fields);
  expect(await started.app.db.$count(tournaments)).toBe(before);
});

test.each(['tournament', 'match', 'team'])(
  'a query of an unknown %s is null without error',
  async (field) => {
    const answer = await started.ask()(`{ ${field}(id: "${newId()}") { id } }`);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ [field]: null });
  },
);
