import { newId } from '@arena/subgraph-kit';
import { refusalOf } from '@arena/testing';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findRoundsOf } from '../src/db/bracket-store.ts';
import { findMatches, findMatchesOfBracket } from '../src/db/match-store.ts';
import { findOpponents } from '../src/db/opponent-store.ts';
import { createMatch } from '../src/domain/create-match.ts';
import { deleteBracket } from '../src/domain/delete-bracket.ts';
import { rescheduleMatch } from '../src/domain/reschedule-match.ts';
import { saleTerms } from '../src/domain/sale-terms.ts';
import { cop } from './fixtures.ts';
import { bracketsOf, generate, toldOf, type ToldMatch } from './generated-brackets.ts';
import { daysIn, matchInput } from './planned-matches.ts';
import { addBracket, contestOf, readyMatches, start, type Contest } from './played-brackets.ts';
import { openApp } from './started-tournaments.ts';
import { takeToldEvents } from './told-events.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let contest: Contest;

beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  contest = await contestOf(opened.app, 6);
  await takeToldEvents(opened.app);
});
afterAll(() => opened[Symbol.asyncDispose]());

const pairsOf = async (bracketId: string) =>
  (await readyMatches(opened.app, bracketId)).map(({ teamIds }) => teamIds);

test('the best of an elimination have a bye, and meet last', async () => {
  const bracket = await addBracket(opened.app, contest);
  const [one, two, three, four, five, six] = contest.teams.map(({ id }) => id);
  expect(await pairsOf(bracket.id)).toEqual([
    [four, five],
    [three, six],
  ]);
  const semiFinals = (await findMatchesOfBracket(opened.app.db, bracket.id)).filter(({ name }) =>
    name.startsWith('Play-off: Semi-final'),
  );
  const opponents = await findOpponents(
    opened.app.db,
    semiFinals.map(({ id }) => id),
  );
  expect(opponents.map((sides) => sides.map(({ teamId }) => teamId))).toEqual([
    [one, null],
    [two, null],
  ]);
});

test('the matches are told with the teams that are known to meet, also when they go again', async () => {
  const [one, two, three, four, five, six] = contest.teams.map(({ id }) => id);
  const { id } = await addBracket(opened.app, contest);
  const meetings = [[four, five], [three, six], [one], [two], []];
  const told = await toldOf(opened.app, 'created');
  expect(told.map(({ teamIds }) => teamIds)).toEqual(expect.arrayContaining(meetings));
  await deleteBracket(opened.app, contest.organizer, id);
  const gone = await toldOf(opened.app, 'canceled');
  const byMatch = (matches: ToldMatch[]) => new Map(matches.map((match) => [match.matchId, match.teamIds]));
  expect(byMatch(gone)).toEqual(byMatch(told));
});

test('the first round has a date, later ones get theirs later', async () => {
  const firstMatchAt = daysIn(contest.tournament, 1);
  const { id } = await addBracket(opened.app, contest, { firstMatchAt });
  const matches = await findMatchesOfBracket(opened.app.db, id);
  const starts = Object.fromEntries(matches.map(({ name, startsAt }) => [name, startsAt]));
  expect(starts).toEqual({
    'Play-off: Quarter-final 2': firstMatchAt,
    'Play-off: Quarter-final 4': firstMatchAt,
    'Play-off: Semi-final 1': null,
    'Play-off: Semi-final 2': null,
    'Play-off: Final': null,
  });
  const final = matches.find(({ name }) => name === 'Play-off: Final');
  const startsAt = daysIn(contest.tournament, 1.5);
  await rescheduleMatch(opened.app, contest.organizer, { matchId: final?.id ?? '', startsAt });
  expect((await findMatches(opened.app.db, [final?.id ?? '']))[0]?.startsAt).toEqual(startsAt);
});

test('its making is told, with the matches that it is played as, and closes the sale of seats', async () => {
  await generate(opened.app, contest);
  const told = await takeToldEvents(opened.app);
  expect(told.map(({ routingKey }) => routingKey).sort()).toEqual([
    ...Array<string>(5).fill('matches.created.v1'),
    'tournaments.roster-closed.v1',
  ]);
  const terms = { tournamentId: contest.tournament.id, buyerId: newId(), matchId: null };
  expect(await saleTerms(opened.app, { ...terms, kind: 'PARTICIPANT' })).toMatchObject({
    isOpen: false,
    closedReason: 'SALE_CLOSED',
  });
  const [match] = told.filter(({ routingKey }) => routingKey === 'matches.created.v1');
  const { matchId } = match?.payload as { matchId: string };
  expect(await saleTerms(opened.app, { ...terms, matchId, kind: 'VIEWER' })).toMatchObject({ isOpen: true });
});

test('teams that are not named are drawn by lot, so that anybody can check it', async () => {
  await generate(opened.app, contest);
  const [{ seedTeamIds, drawSeed } = { seedTeamIds: [], drawSeed: null }] = await bracketsOf(
    opened.app,
    contest,
  );
  const lot = (id: string) => createHash('sha256').update(`${drawSeed}:${id}`).digest('hex');
  const ids = contest.teams.map(({ id }) => id);
  expect(seedTeamIds).toEqual(ids.sort((a, b) => lot(a).localeCompare(lot(b))));
});

test('only teams with members are drawn', async () => {
  contest = await contestOf(opened.app, 5, 3);
  await generate(opened.app, contest);
  const [bracket] = await bracketsOf(opened.app, contest);
  expect(new Set(bracket?.seedTeamIds)).toEqual(new Set(contest.teams.slice(0, 3).map(({ id }) => id)));
});

test.each([
  ['SINGLE_ELIMINATION', { thirdPlace: true }, { MAIN: 3, THIRD_PLACE: 1 }],
  ['DOUBLE_ELIMINATION', {}, { WINNERS: 3, LOSERS: 4, GRAND_FINAL: 2 }],
  ['ROUND_ROBIN', {}, { MAIN: 5 }],
  ['SWISS', { roundCount: 4 }, { MAIN: 1 }],
] as const)('a %s has the rounds of its format', async (format, options, rounds) => {
  const bracket = await addBracket(opened.app, contest, { format, ...options });
  const [found = []] = await findRoundsOf(opened.app.db, [bracket.id]);
  const byNumber = Object.values(rounds);
  expect(
    byNumber.map((_, index) => found.filter(({ groupNumber }) => groupNumber === index + 1).length),
  ).toEqual(byNumber);
});

test('a bracket without a name has one all the same, under which it is made again', async () => {
  await generate(opened.app, contest, { name: null });
  await generate(opened.app, contest, { name: null, format: 'ROUND_ROBIN' });
  expect(await bracketsOf(opened.app, contest)).toMatchObject([{ name: 'Bracket', format: 'ROUND_ROBIN' }]);
});

test('groups and then a play-off stand in the order they were made', async () => {
  const ids = contest.teams.map(({ id }) => id);
  await addBracket(opened.app, contest, {
    name: 'Group A',
    format: 'ROUND_ROBIN',
    seedTeamIds: ids.slice(0, 3),
  });
  await addBracket(opened.app, contest, {
    name: 'Group B',
    format: 'ROUND_ROBIN',
    seedTeamIds: ids.slice(3),
  });
  await addBracket(opened.app, contest, { seedTeamIds: [ids[0], ids[3]] as string[] });
  expect((await bracketsOf(opened.app, contest)).map(({ name, number }) => [name, number])).toEqual([
    ['Group A', 1],
    ['Group B', 2],
    ['Play-off', 3],
  ]);
});

test('a first round has no date where none is given and the tournament was to start already', async () => {
  const { app, adapters } = opened;
  await start(app, contest);
  adapters.advance(contest.tournament.startsAt.getTime() - app.now().getTime());
  const { id } = await addBracket(app, contest);
  expect((await findMatchesOfBracket(app.db, id)).map(({ startsAt }) => startsAt)).toEqual(
    Array(5).fill(null),
  );
});

test('matches of a bracket do not count among the two of a free tournament', async () => {
  const free = { isFree: true, participantPrice: cop(0) };
  contest = await contestOf(opened.app, 4, 4, free);
  await addBracket(opened.app, contest);
  const { tournament, teams, organizer } = contest;
  const plan = () => createMatch(opened.app, organizer, matchInput(tournament, teams));
  await plan();
  await plan();
  expect(await refusalOf(plan())).toBe('CONFLICT LIMIT_REACHED');
});

test('the teams of an ordinary match may be those of a bracket too', async () => {
  await addBracket(opened.app, contest);
  const [one, two] = contest.teams;
  const match = await createMatch(opened.app, contest.organizer, {
    tournamentId: contest.tournament.id,
    name: 'Show match',
    startsAt: daysIn(contest.tournament, 1),
    teamIds: [one?.id ?? '', two?.id ?? ''],
  });
  expect(match).toMatchObject({ roundId: null, status: 'PENDING' });
});
