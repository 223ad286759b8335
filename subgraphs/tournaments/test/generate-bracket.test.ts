import { newId } from '@arena/subgraph-kit';
import { faultsOf, refusalOf } from '@arena/testing';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findBracketsOf, findRoundsOf } from '../src/db/bracket-store.ts';
import { findMatches, findMatchesOfBracket } from '../src/db/match-store.ts';
import { findOpponents } from '../src/db/opponent-store.ts';
import { cancelTournament } from '../src/domain/cancel-tournament.ts';
import { createMatch } from '../src/domain/create-match.ts';
import { deleteBracket } from '../src/domain/delete-bracket.ts';
import { generateBracket } from '../src/domain/generate-bracket.ts';
import { rescheduleMatch } from '../src/domain/reschedule-match.ts';
import { saleTerms } from '../src/domain/sale-terms.ts';
import { startMatch } from '../src/domain/start-match.ts';
import { addMember, cop } from './fixtures.ts';
import { daysIn, matchInput } from './planned-matches.ts';
import {
  addBracket,
  bracketNamed,
  contestOf,
  readyMatches,
  start,
  type BracketInput,
  type Contest,
} from './played-brackets.ts';
import { callerOf, openApp } from './started-tournaments.ts';
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

const generate = (changes: Partial<BracketInput> = {}, by = contest.organizer) =>
  generateBracket(opened.app, by, {
    tournamentId: contest.tournament.id,
    format: 'SINGLE_ELIMINATION',
    name: 'Play-off',
    ...changes,
  });

const brackets = async () => (await findBracketsOf(opened.app.db, [contest.tournament.id]))[0] ?? [];

type ToldMatch = { matchId: string; teamIds: string[] };

/** What others have been told of matches. */
const toldOf = async (event: 'created' | 'canceled') => {
  const told = await takeToldEvents(opened.app);
  return told
    .filter(({ routingKey }) => routingKey === `matches.${event}.v1`)
    .map(({ payload }) => payload as ToldMatch);
};

/** The matches that others have been told will not take place. */
const calledOff = async () => new Set((await toldOf('canceled')).map(({ matchId }) => matchId));

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
  const told = await toldOf('created');
  expect(told.map(({ teamIds }) => teamIds)).toEqual(expect.arrayContaining(meetings));
  await deleteBracket(opened.app, contest.organizer, id);
  const gone = await toldOf('canceled');
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
  await generate();
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
  await generate();
  const [{ seedTeamIds, drawSeed } = { seedTeamIds: [], drawSeed: null }] = await brackets();
  const lot = (id: string) => createHash('sha256').update(`${drawSeed}:${id}`).digest('hex');
  const ids = contest.teams.map(({ id }) => id);
  expect(seedTeamIds).toEqual(ids.sort((a, b) => lot(a).localeCompare(lot(b))));
});

test('only teams with members are drawn', async () => {
  contest = await contestOf(opened.app, 5, 3);
  await generate();
  const [bracket] = await brackets();
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
  await generate({ name: null });
  await generate({ name: null, format: 'ROUND_ROBIN' });
  expect(await brackets()).toMatchObject([{ name: 'Bracket', format: 'ROUND_ROBIN' }]);
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
  expect((await brackets()).map(({ name, number }) => [name, number])).toEqual([
    ['Group A', 1],
    ['Group B', 2],
    ['Play-off', 3],
  ]);
});

describe('a bracket that bears the name already', () => {
  test('is made anew in its place while none of its matches has started; its matches go', async () => {
    const first = await addBracket(opened.app, contest, { name: 'Play-off' });
    await addBracket(opened.app, contest, { name: 'Consolation' });
    const ids = (await findMatchesOfBracket(opened.app.db, first.id)).map(({ id }) => id);
    await takeToldEvents(opened.app);
    const second = await addBracket(opened.app, contest, { name: 'PLAY-OFF', format: 'ROUND_ROBIN' });
    expect((await brackets()).map(({ id, number }) => [id, number])).toContainEqual([second.id, 1]);
    expect(await brackets()).toHaveLength(2);
    expect(await findMatches(opened.app.db, ids)).toEqual(ids.map(() => null));
    expect(await calledOff()).toEqual(new Set(ids));
  });

  test('stays once one of them has started', async () => {
    const { id } = await addBracket(opened.app, contest);
    await start(opened.app, contest);
    const [ready] = await readyMatches(opened.app, id);
    await startMatch(opened.app, contest.organizer, ready?.match.id ?? '');
    expect(await refusalOf(generate({ name: 'play-off' }))).toBe('CONFLICT BRACKET_STARTED');
    expect((await bracketNamed(opened.app, contest.tournament.id, 'Play-off')).id).toBe(id);
  });
});

describe('a call that a network repeats', () => {
  const key = { idempotencyKey: 'k1' };

  test('makes one bracket, drawn once', async () => {
    await generate(key);
    const [first] = await brackets();
    await takeToldEvents(opened.app);
    await generate(key);
    expect(await brackets()).toEqual([first]);
    expect(await takeToldEvents(opened.app)).toEqual([]);
  });

  test('makes one bracket when it comes twice at once', async () => {
    await Promise.all([generate(key), generate(key)]);
    const told = await takeToldEvents(opened.app);
    expect(told.filter(({ routingKey }) => routingKey === 'matches.created.v1')).toHaveLength(5);
    expect(await brackets()).toHaveLength(1);
  });

  test('asks for something else under its key: a conflict', async () => {
    await generate(key);
    expect(await refusalOf(generate({ ...key, name: 'Other' }))).toBe('CONFLICT IDEMPOTENCY_KEY_REUSED');
    expect(await brackets()).toHaveLength(1);
  });
});

describe('a bracket taken back', () => {
  test('goes with its matches while none of them has started', async () => {
    const { id } = await addBracket(opened.app, contest);
    const matches = await findMatchesOfBracket(opened.app.db, id);
    await takeToldEvents(opened.app);
    await deleteBracket(opened.app, contest.organizer, id);
    expect(await brackets()).toEqual([]);
    expect(await calledOff()).toEqual(new Set(matches.map((match) => match.id)));
    expect(await refusalOf(deleteBracket(opened.app, contest.organizer, id))).toBe('NOT_FOUND');
  });

  test('stays once a match of it has started, and for whoever is not staff', async () => {
    const { id } = await addBracket(opened.app, contest);
    expect(await refusalOf(deleteBracket(opened.app, callerOf(), id))).toBe('FORBIDDEN NOT_STAFF');
    await start(opened.app, contest);
    const [ready] = await readyMatches(opened.app, id);
    await startMatch(opened.app, contest.organizer, ready?.match.id ?? '');
    expect(await refusalOf(deleteBracket(opened.app, contest.organizer, id))).toBe(
      'CONFLICT BRACKET_STARTED',
    );
  });
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

describe('a bracket that cannot be', () => {
  const ids = () => contest.teams.map(({ id }) => id);
  test.each<[string, () => Partial<BracketInput>, string[]]>([
    ['one team', () => ({ seedTeamIds: ids().slice(1, 2) }), ['input.seedTeamIds']],
    ['129 teams', () => ({ seedTeamIds: Array.from({ length: 129 }, newId) }), ['input.seedTeamIds']],
    ['a team twice', () => ({ seedTeamIds: [...ids(), ids()[0] as string] }), ['input.seedTeamIds.6']],
    ['a team of another tournament', () => ({ seedTeamIds: [...ids(), newId()] }), ['input.seedTeamIds.6']],
    ['a name of nothing', () => ({ name: ' ' }), ['input.name']],
    ['rounds of an elimination', () => ({ roundCount: 3 }), ['input.roundCount']],
    ['no round', () => ({ format: 'SWISS', roundCount: 0 }), ['input.roundCount']],
    ['more rounds than opponents', () => ({ format: 'SWISS', roundCount: 6 }), ['input.roundCount']],
    [
      'a third place of a round robin',
      () => ({ format: 'ROUND_ROBIN', thirdPlace: true }),
      ['input.thirdPlace'],
    ],
    [
      'a third place of three',
      () => ({ thirdPlace: true, seedTeamIds: ids().slice(0, 3) }),
      ['input.thirdPlace'],
    ],
    [
      'a start before the tournament',
      () => ({ firstMatchAt: daysIn(contest.tournament, -1) }),
      ['input.firstMatchAt'],
    ],
    ['a start at its end', () => ({ firstMatchAt: contest.tournament.endsAt }), ['input.firstMatchAt']],
  ])('%s', async (_, changes, fields) => {
    expect(await faultsOf(generate(changes()))).toEqual(fields);
    expect(await brackets()).toEqual([]);
    expect(await takeToldEvents(opened.app)).toEqual([]);
  });

  test('an empty team', async () => {
    contest = await contestOf(opened.app, 3, 2);
    expect(await faultsOf(generate({ seedTeamIds: ids() }))).toEqual(['input.seedTeamIds.2']);
  });

  test('more than 128 teams to be drawn', async () => {
    contest = await contestOf(opened.app, 129);
    expect(await refusalOf(generate())).toBe('CONFLICT TOO_MANY_TEAMS');
  });

  test('one of a tournament that is over', async () => {
    const { id: tournamentId } = contest.tournament;
    await cancelTournament(opened.app, contest.organizer, { tournamentId, reason: 'Rain' });
    expect(await refusalOf(generate())).toBe('CONFLICT INVALID_STATE');
  });

  test('one by a stranger, by a player, by nobody', async () => {
    const player = callerOf();
    const [team] = contest.teams;
    if (team) await addMember(opened.app, team, player.userId ?? '');
    expect(await refusalOf(generate({}, callerOf()))).toBe('FORBIDDEN NOT_STAFF');
    expect(await refusalOf(generate({}, player))).toBe('FORBIDDEN NOT_STAFF');
    expect(await refusalOf(generate({}, { ...callerOf(), userId: null }))).toBe('UNAUTHENTICATED');
  });
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
