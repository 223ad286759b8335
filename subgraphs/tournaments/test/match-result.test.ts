import { newId } from '@arena/subgraph-kit';
import { faultsOf, refusalOf, tally } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findMatches } from '../src/db/match-store.ts';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { reportMatchResult } from '../src/domain/report-match-result.ts';
import { addCatalogue, type Catalogue } from './fixtures.ts';
import { addMatch, planTournament, resultOf, startPlanned, type Planning } from './planned-matches.ts';
import { callerOf, openApp } from './started-tournaments.ts';
import { takeToldEvents } from './told-events.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let catalogue: Catalogue;
let planning: Planning;
let matchId: string;
/** two opponents, and a team of the tournament that is none */
let one: string;
let two: string;
let outside: string;

beforeAll(async () => {
  opened = await openApp();
  catalogue = await addCatalogue(opened.app, 20, [3, 1]);
});
beforeEach(async () => {
  planning = await planTournament(opened.app, callerOf(), catalogue);
  [one, two, outside] = planning.teams.map(({ id }) => id) as [string, string, string];
  matchId = (await addMatch(opened.app, planning, { teamIds: [two, one] })).id;
  await startPlanned(opened.app, planning);
  await takeToldEvents(opened.app);
});
afterAll(() => opened[Symbol.asyncDispose]());

const report = (result: object, by = planning.organizer) =>
  reportMatchResult(opened.app, by, { matchId, ...result });

test('the winner and the scores are kept and told, before the planned time too', async () => {
  const scores = [
    { teamId: one, score: 3 },
    { teamId: two, score: 1 },
  ];
  expect(await report({ winnerTeamId: one, scores })).toMatchObject({
    status: 'FINISHED',
    outcome: 'PLAYED',
  });
  expect(await resultOf(opened.app, matchId)).toEqual({ scores: [1, 3], winners: [one] });
  const about = { matchId, tournamentId: planning.tournament.id, teamIds: [two, one] };
  expect(await takeToldEvents(opened.app)).toMatchObject([
    { routingKey: 'matches.finished.v1', payload: { ...about, winnerTeamId: one, winnerName: 'Team 1' } },
  ]);
});

test('a draw has no winner', async () => {
  expect(await report({ outcome: 'DRAW' })).toMatchObject({ status: 'FINISHED', outcome: 'DRAW' });
  expect(await resultOf(opened.app, matchId)).toEqual({ scores: [null, null], winners: [] });
  expect(await takeToldEvents(opened.app)).toMatchObject([
    { payload: { matchId, winnerTeamId: null, winnerName: null } },
  ]);
});

test.each(['FORFEIT', 'DISQUALIFICATION'])(
  'a %s has a winner, and scores where there are any',
  async (outcome) => {
    const scores = [{ teamId: two, score: 0 }];
    expect(await report({ outcome, winnerTeamId: two, scores })).toMatchObject({ outcome });
    expect(await resultOf(opened.app, matchId)).toEqual({ scores: [0, null], winners: [two] });
  },
);

test('an outcome of null is as good as none', async () => {
  const result = { outcome: null, scores: null, winnerTeamId: one };
  expect(await report(result)).toMatchObject({ outcome: 'PLAYED' });
});

describe('a result that cannot be', () => {
  const winnerOne = () => ({ winnerTeamId: one });
  const score = (teamId: string, points: unknown = 1) => ({ teamId, score: points });
  test.each<[string, () => object, string[]]>([
    ['no winner, and no draw', () => ({}), ['input.winnerTeamId']],
    ['a forfeit without a winner', () => ({ outcome: 'FORFEIT' }), ['input.winnerTeamId']],
    [
      'a disqualification without a winner',
      () => ({ outcome: 'DISQUALIFICATION', winnerTeamId: null }),
      ['input.winnerTeamId'],
    ],
    ['a draw with a winner', () => ({ outcome: 'DRAW', ...winnerOne() }), ['input.winnerTeamId']],
    ['a winner from outside', () => ({ winnerTeamId: outside }), ['input.winnerTeamId']],
    ['a winner that is no team', () => ({ winnerTeamId: newId() }), ['input.winnerTeamId']],
    [
      'a score of a team from outside',
      () => ({ ...winnerOne(), scores: [score(two), score(outside)] }),
      ['input.scores.1.teamId'],
    ],
    [
      'two scores of one team',
      () => ({ ...winnerOne(), scores: [score(two), score(two, 2)] }),
      ['input.scores.1.teamId'],
    ],
    ['a score below zero', () => ({ ...winnerOne(), scores: [score(one, -1)] }), ['input.scores.0.score']],
    ['half a point', () => ({ ...winnerOne(), scores: [score(one, 0.5)] }), ['input.scores.0.score']],
    [
      'winner and score from outside',
      () => ({ winnerTeamId: outside, scores: [score(outside)] }),
      ['input.winnerTeamId', 'input.scores.0.teamId'],
    ],
  ])('%s', async (_, result, fields) => {
    expect(await faultsOf(report(result()))).toEqual(fields);
    expect((await findMatches(opened.app.db, [matchId]))[0]).toMatchObject({
      status: 'PENDING',
      outcome: null,
    });
    expect(await resultOf(opened.app, matchId)).toEqual({ scores: [null, null], winners: [] });
    expect(await takeToldEvents(opened.app)).toEqual([]);
  });
});

test('a result is set once', async () => {
  await report({ winnerTeamId: one });
  expect(await refusalOf(report({ winnerTeamId: two }))).toBe('CONFLICT INVALID_STATE');
  expect((await resultOf(opened.app, matchId)).winners).toEqual([one]);
});

test('two reporters at once: one result, one CONFLICT', async () => {
  const subadmin = callerOf();
  const { id: tournamentId } = planning.tournament;
  const userId = subadmin.userId as string;
  await addSubadmin(opened.app, planning.organizer, { tournamentId, userId });
  await takeToldEvents(opened.app);
  const calls = [report({ winnerTeamId: one }), report({ winnerTeamId: two }, subadmin)];
  expect(await tally(calls)).toEqual({ done: 1, 'CONFLICT INVALID_STATE': 1 });
  const [told, ...more] = await takeToldEvents(opened.app);
  const { winners } = await resultOf(opened.app, matchId);
  expect(told?.payload).toMatchObject({ matchId, winnerTeamId: winners[0] });
  expect([winners.length, more.length]).toEqual([1, 0]);
});
