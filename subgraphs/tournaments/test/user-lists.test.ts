import { newId } from '@arena/subgraph-kit';
import { faultyFields, person } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addCatalogue, addMember, addTournament, DAY_MS, teamOf } from './fixtures.ts';
import { callerOf, startTournaments } from './started-tournaments.ts';

type Started = Awaited<ReturnType<typeof startTournaments>>;
let started: Started;
const [first, second, newcomer] = [person(), person(), person()];

const ENTITIES = `query ($ids: [_Any!]!, $first: Int, $teamsAfter: String, $organizedAfter: String) {
  _entities(representations: $ids) { ... on User {
    id
    teams(first: $first, after: $teamsAfter) {
      totalCount nodes { name tournament { name } } edges { cursor } pageInfo { hasNextPage endCursor }
    }
    organizedTournaments(first: $first, after: $organizedAfter) {
      totalCount nodes { name } pageInfo { hasNextPage endCursor }
    }
  } }
}`;

beforeAll(async () => {
  started = await startTournaments();
  const { app, adapters } = started;
  const catalogue = await addCatalogue(app);
  for (const [organizer, count] of [
    [first, 4],
    [second, 2],
  ] as const) {
    for (let number = 1; number <= count; number += 1) {
      const player = organizer === first ? second : first;
      const { id } = await addTournament(app, catalogue, { name: `Cup ${number}` }, callerOf(organizer));
      const team = await teamOf(app, id, 1);
      await addMember(app, team, player.userId);
      adapters.advance(1000);
    }
  }
});
beforeEach(() => void started.adapters.statements.splice(0));
afterAll(() => started[Symbol.asyncDispose]());

const users = async (people: { userId: string }[], variables: object = {}) => {
  const ids = people.map(({ userId }) => ({ __typename: 'User', id: userId }));
  const { data, errors } = await started.ask()(ENTITIES, { ids, first: 3, ...variables });
  expect(errors).toBeUndefined();
  return data._entities;
};
const namesOf = (connection: { nodes: { name: string }[] }) => connection.nodes.map(({ name }) => name);

test('each person has a page of their own teams and tournaments, the newest first', async () => {
  const [one, two, none] = await users([first, second, newcomer]);
  expect(namesOf(one.organizedTournaments)).toEqual(['Cup 4', 'Cup 3', 'Cup 2']);
  expect(one.organizedTournaments).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
  expect(namesOf(two.organizedTournaments)).toEqual(['Cup 2', 'Cup 1']);
  expect(two.organizedTournaments).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: false } });
  expect(one.teams.nodes.map((team: { tournament: { name: string } }) => team.tournament.name)).toEqual([
    'Cup 2',
    'Cup 1',
  ]);
  expect(two.teams).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
  expect(none.teams).toMatchObject({ totalCount: 0, nodes: [], pageInfo: { endCursor: null } });
  expect(none.organizedTournaments).toMatchObject({ totalCount: 0, nodes: [] });
});

test('a page is continued by its cursor', async () => {
  const [two] = await users([second]);
  const [rest] = await users([second], { teamsAfter: two.teams.pageInfo.endCursor });
  expect(rest.teams.nodes.map((team: { tournament: { name: string } }) => team.tournament.name)).toEqual([
    'Cup 1',
  ]);
  const [one] = await users([first]);
  const [more] = await users([first], { organizedAfter: one.organizedTournaments.pageInfo.endCursor });
  expect(namesOf(more.organizedTournaments)).toEqual(['Cup 1']);
});

test('one statement per list, count and level, however many people', async () => {
  await users([first]);
  const forOne = started.adapters.statements.splice(0).length;
  await users([first, second, newcomer, ...Array.from({ length: 50 }, () => person())]);
  expect(started.adapters.statements).toHaveLength(forOne);
  // teams, their count, organised ones, their count, the teams' tournaments
  expect(forOne).toBe(5);
});

test('lists of one person with different pages do not mix', async () => {
  const { data } = await started.ask()(
    `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on User {
      a: organizedTournaments(first: 1) { nodes { name } }
      b: organizedTournaments(first: 2) { nodes { name } }
    } } }`,
    { ids: [{ __typename: 'User', id: first.userId }] },
  );
  expect(data._entities[0]).toEqual({
    a: { nodes: [{ name: 'Cup 4' }] },
    b: { nodes: [{ name: 'Cup 4' }, { name: 'Cup 3' }] },
  });
});

test('a bad page is named; a cursor of the other list is refused', async () => {
  const ask = started.ask();
  const ids = [{ __typename: 'User', id: first.userId }];
  for (const size of [0, 101, -1]) {
    expect(faultyFields(await ask(ENTITIES, { ids, first: size }))).toEqual(['first']);
  }
  const [one] = await users([second]);
  const teamsAfter = one.organizedTournaments.pageInfo.endCursor ?? one.teams.edges[0].cursor;
  expect(faultyFields(await ask(ENTITIES, { ids, organizedAfter: one.teams.pageInfo.endCursor }))).toEqual([
    'after',
  ]);
  expect(faultyFields(await ask(ENTITIES, { ids, teamsAfter }))).toEqual(['after']);
});

test('references to tournaments, teams and people resolve; unknown and impossible ids are null', async () => {
  const { app, ask } = started;
  const catalogue = await addCatalogue(app);
  const tournament = await addTournament(app, catalogue, {
    startsAt: new Date(app.now().getTime() + DAY_MS),
  });
  const team = await teamOf(app, tournament.id, 1);
  started.adapters.statements.splice(0);
  const { data, errors } = await ask()(
    `query ($ids: [_Any!]!) { _entities(representations: $ids) {
      __typename ... on Tournament { id } ... on Team { id } ... on User { id }
    } }`,
    {
      ids: [
        { __typename: 'Tournament', id: tournament.id },
        { __typename: 'Tournament', id: newId() },
        { __typename: 'Tournament', id: 'x' },
        { __typename: 'Team', id: team.id },
        { __typename: 'Team', id: "'" },
        { __typename: 'User', id: first.userId },
        { __typename: 'User', id: 'x' },
      ],
    },
  );
  expect(errors).toBeUndefined();
  expect(data._entities.map((entity: { id: string } | null) => entity?.id ?? null)).toEqual([
    tournament.id,
    null,
    null,
    team.id,
    null,
    first.userId,
    null,
  ]);
  expect(started.adapters.statements).toHaveLength(2);
});
