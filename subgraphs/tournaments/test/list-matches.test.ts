import { newId } from '@arena/subgraph-kit';
import { codeOf, faultyFields } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancelMatch } from '../src/domain/cancel-match.ts';
import { reportMatchResult } from '../src/domain/report-match-result.ts';
import { addMatch, daysIn, planTournament, startPlanned, type Planning } from './planned-matches.ts';
import { callerOf, startTournaments } from './started-tournaments.ts';

let started: Awaited<ReturnType<typeof startTournaments>>;
let planning: Planning;
let ids: string[];
const organizer = callerOf();

/** Five matches: at the first instant two at once, the first called off; then three, the last of them over. */
beforeAll(async () => {
  started = await startTournaments();
  const { app } = started;
  planning = await planTournament(app, organizer);
  const other = await planTournament(app, organizer);
  await addMatch(app, other);
  ids = [];
  for (const days of [0, 0, 0.5, 1, 1.5]) {
    ids.push((await addMatch(app, planning, { startsAt: daysIn(planning.tournament, days) })).id);
  }
  await startPlanned(app, planning);
  await cancelMatch(app, organizer, { matchId: ids[0] as string, reason: 'Rain' });
  await reportMatchResult(app, organizer, { matchId: ids[4] as string, winnerTeamId: planning.teams[1]?.id });
});
afterAll(() => started[Symbol.asyncDispose]());

const QUERY = `query ($id: ID!, $status: [MatchStatus!], $first: Int, $after: String) {
  tournament(id: $id) { matches(status: $status, first: $first, after: $after) {
    totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor }
  } }
}`;

async function list(variables: object = {}) {
  const answer = await started.ask()(QUERY, { id: planning.tournament.id, ...variables });
  expect(answer.errors).toBeUndefined();
  const { nodes, ...page } = answer.data.tournament.matches;
  return { ...page, ids: nodes.map((node: { id: string }) => node.id) as string[] };
}

test('the matches of a tournament are listed as they start, and no others', async () => {
  const all = await list();
  expect(all.ids).toEqual(ids);
  expect(all).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: false, hasPreviousPage: false } });
});

test('pages follow each other, through matches of one instant too', async () => {
  const found: string[] = [];
  let after: string | null = null;
  for (let hasNextPage = true; hasNextPage;) {
    const page = await list({ first: 1, after });
    found.push(...page.ids);
    ({ hasNextPage, endCursor: after } = page.pageInfo);
  }
  expect(found).toEqual(ids);
});

test('a list of some statuses holds and counts those alone', async () => {
  const inStatus = async (...status: string[]) => {
    const { ids: listed, totalCount } = await list({ status });
    expect(totalCount).toBe(listed.length);
    return listed;
  };
  expect(await inStatus('PENDING')).toEqual(ids.slice(1, 4));
  expect(await inStatus('CANCELED', 'FINISHED', 'CANCELED')).toEqual([ids[0], ids[4]]);
  expect(await inStatus('ONGOING')).toEqual([]);
  expect(await inStatus()).toEqual(ids);
});

test('a match shows its opponents as they were named, its result and why it was called off', async () => {
  const { data } = await started.ask()(
    `query ($over: ID!, $off: ID!) {
      over: match(id: $over) {
        name status outcome cancelReason startsAt tournament { id } winner { name } opponents { score team { name } }
      }
      off: match(id: $off) { status outcome cancelReason winner { name } }
    }`,
    { over: ids[4], off: ids[0] },
  );
  expect(data).toEqual({
    over: {
      name: 'Final',
      status: 'FINISHED',
      outcome: 'PLAYED',
      cancelReason: null,
      startsAt: daysIn(planning.tournament, 1.5).toISOString(),
      tournament: { id: planning.tournament.id },
      winner: { name: 'Team 2' },
      opponents: [
        { score: null, team: { name: 'Team 1' } },
        { score: null, team: { name: 'Team 2' } },
      ],
    },
    off: { status: 'CANCELED', outcome: null, cancelReason: 'Rain', winner: null },
  });
});

test('a match is found by reference; what is none is null', async () => {
  const references = [ids[1], newId(), 'seven'].map((id) => ({ __typename: 'Match', id }));
  const { data, errors } = await started.ask()(
    'query ($references: [_Any!]!) { _entities(representations: $references) { ... on Match { id status } } }',
    { references },
  );
  expect(errors).toBeUndefined();
  expect(data._entities).toEqual([{ id: ids[1], status: 'PENDING' }, null, null]);
});

test.each<[string, object, string[]]>([
  ['first: 101', { first: 101 }, ['first']],
  ['first: 0', { first: 0 }, ['first']],
  ['an unknown status', { status: ['OVER'] }, ['status.0']],
  [
    'a cursor of another list',
    { after: Buffer.from('["teams",["2027-01-01T00:00:00.000Z","x"]]').toString('base64url') },
    ['after'],
  ],
])('%s is refused', async (_, variables, fields) => {
  const answer = await started.ask()(QUERY, { id: planning.tournament.id, ...variables });
  expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  expect(faultyFields(answer)).toEqual(fields);
});
