import { newId, type Caller } from '@arena/subgraph-kit';
import { faultsOf, refusalOf, tally } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lockTournament } from '../src/db/tournament-store.ts';
import { announce } from '../src/domain/announce.ts';
import { updatePreferences } from '../src/domain/update-preferences.ts';
import { callerOf, openApp, type OpenedApp } from './notifications-app.ts';
import { inboxOf, whoWasTold } from './read-told.ts';
import { addCast, DAY_MS, giveSeat, giveView, type Cast, type CastName } from './tournament-people.ts';

let opened: OpenedApp;
let cast: Cast;
beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  cast = await addCast(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

const as = (name: CastName): Caller =>
  callerOf({ userId: cast.people[name], sessionId: newId(), scopes: [] });

type Input = Parameters<typeof announce>[2];

const say = (changes: Partial<Input> = {}, by: CastName = 'organizer') =>
  announce(opened.app, as(by), {
    ...{ tournamentId: cast.tournamentId, to: ['PARTICIPANTS'] },
    ...{ title: 'Doors open at nine', body: 'Bring your own headset.' },
    ...changes,
  });

const GROUPS: [string, Partial<Input>, CastName[]][] = [
  ['participants', { to: ['PARTICIPANTS'] }, ['bench', 'one', 'two']],
  ['viewers', { to: ['VIEWERS'] }, ['otherViewer', 'viewer']],
  ['staff', { to: ['STAFF'] }, ['organizer', 'subadmin']],
  [
    'all of them',
    { to: ['VIEWERS', 'STAFF', 'PARTICIPANTS', 'STAFF'] },
    ['bench', 'one', 'organizer', 'otherViewer', 'subadmin', 'two', 'viewer'],
  ],
];

test.each(GROUPS)('an announcement to %s reaches them, in the app and by e-mail', async (_what, to, who) => {
  expect(await say(to)).toBe(who.length);
  await opened.work();
  expect(await whoWasTold(opened, cast, 'ANNOUNCEMENT')).toEqual({ inApp: who, byMail: who });
  const [newest] = await inboxOf(opened, cast.people[who[0] ?? 'one']);
  expect(newest).toMatchObject({
    kind: 'ANNOUNCEMENT',
    params: { title: 'Doors open at nine', body: 'Bring your own headset.' },
    tournamentId: cast.tournamentId,
  });
});

test('one to the viewers of a match reaches those of no other', async () => {
  const { matchId, otherMatchId } = cast;
  expect(await say({ to: ['VIEWERS'], matchId })).toBe(1);
  expect(await say({ to: ['VIEWERS', 'PARTICIPANTS'], matchId: otherMatchId })).toBe(4);
  await opened.work();
  expect((await inboxOf(opened, cast.people.viewer))[0]).toMatchObject({ kind: 'ANNOUNCEMENT', matchId });
  const { inApp } = await whoWasTold(opened, cast, 'ANNOUNCEMENT');
  expect(inApp).toEqual(['bench', 'one', 'otherViewer', 'two', 'viewer']);
});

test('whoever is of several groups is told and counted once, who wants none of it is neither', async () => {
  const { tournamentId, matchId, people } = cast;
  await giveView(opened, { tournamentId, matchId, ownerId: people.one });
  await giveView(opened, { tournamentId, matchId: cast.otherMatchId, ownerId: people.one });
  const none = { preferences: [{ kind: 'ANNOUNCEMENT' as const, channels: [] }] };
  await updatePreferences(opened.app, as('two'), none);
  await updatePreferences(opened.app, as('bench'), {
    preferences: [{ kind: 'ANNOUNCEMENT', channels: ['EMAIL'] }],
  });
  expect(await say({ to: ['PARTICIPANTS', 'VIEWERS'] })).toBe(4);
  await opened.work();
  expect(await whoWasTold(opened, cast, 'ANNOUNCEMENT')).toEqual({
    inApp: ['one', 'otherViewer', 'viewer'],
    byMail: ['bench', 'one', 'otherViewer', 'viewer'],
  });
});

test('whoever comes after it is not told', async () => {
  await say();
  await giveSeat(opened, { tournamentId: cast.tournamentId, ownerId: cast.people.stranger });
  await opened.work();
  expect((await whoWasTold(opened, cast, 'ANNOUNCEMENT')).inApp).toEqual(['bench', 'one', 'two']);
});

test('mails of it go to addresses that are known to be their owners’', async () => {
  const contact = opened.domains.people.get(cast.people.one);
  if (contact) contact.emailVerified = false;
  expect(await say()).toBe(3);
  await opened.work();
  expect(await whoWasTold(opened, cast, 'ANNOUNCEMENT')).toEqual({
    inApp: ['bench', 'one', 'two'],
    byMail: ['bench', 'two'],
  });
});

describe('who may, and what', () => {
  test('staff may, whoever is none may not', async () => {
    expect(await say({}, 'subadmin')).toBe(3);
    for (const name of ['one', 'viewer', 'stranger'] as const) {
      expect(await refusalOf(say({}, name))).toBe('FORBIDDEN NOT_STAFF');
    }
    const nobody = callerOf({ userId: null, sessionId: null, scopes: [] });
    const { tournamentId } = cast;
    const input: Input = { tournamentId, to: ['STAFF'], title: 'Hi', body: 'Hi' };
    expect(await refusalOf(announce(opened.app, nobody, input))).toBe('UNAUTHENTICATED');
  });

  test('a tournament or a match that is not there is not found', async () => {
    expect(await refusalOf(say({ tournamentId: newId() }))).toBe('NOT_FOUND');
    expect(await refusalOf(say({ to: ['VIEWERS'], matchId: newId() }))).toBe('NOT_FOUND');
    const other = await addCast(opened);
    expect(await refusalOf(say({ to: ['VIEWERS'], matchId: other.matchId }))).toBe('NOT_FOUND');
  });

  test.each<[string, Partial<Input>, string]>([
    ['nobody', { to: [] }, 'input.to'],
    ['a match, but not its viewers', { matchId: newId() }, 'input.matchId'],
    ['no title', { title: ' ' }, 'input.title'],
    ['a title of 101 characters', { title: 'x'.repeat(101) }, 'input.title'],
    ['a title of two lines', { title: 'a\r\nBcc: b@arena.example' }, 'input.title'],
    ['no body', { body: '' }, 'input.body'],
    ['a body of 2001 characters', { body: 'x'.repeat(2_001) }, 'input.body'],
    ['what is no id', { tournamentId: 'one' }, 'input.tournamentId'],
  ])('%s is refused', async (_what, changes, path) => {
    expect(await faultsOf(say(changes))).toEqual([path]);
  });

  test('as long as may be is told as it is', async () => {
    const [title, body] = ['é'.repeat(100), `${'x'.repeat(998)}\n\n${'y'.repeat(1_000)}`];
    await say({ title, body });
    await opened.work();
    expect((await inboxOf(opened, cast.people.one))[0]?.params).toEqual({ title, body });
  });
});

describe('five a day', () => {
  test('and tournament, whoever of the staff makes them; then others again as a day passes', async () => {
    for (let time = 1; time <= 5; time += 1) {
      await say({ title: `Number ${time}` }, time % 2 === 0 ? 'subadmin' : 'organizer');
      opened.advance(3_600_000);
    }
    expect(await refusalOf(say({ title: 'Number 6' }))).toBe('CONFLICT LIMIT_REACHED');
    opened.advance(DAY_MS - 5 * 3_600_000);
    expect(await say({ title: 'Number 6' })).toBe(3);
    expect(await refusalOf(say({ title: 'Number 7' }))).toBe('CONFLICT LIMIT_REACHED');
    cast = await addCast(opened);
    expect(await say({ title: 'Number 1' })).toBe(3);
  });

  test('also of those made at once', async () => {
    const calls = Array.from({ length: 12 }, (_, index) => say({ title: `Number ${index}` }));
    expect(await tally(calls)).toEqual({ done: 5, 'CONFLICT LIMIT_REACHED': 7 });
    await opened.work();
    expect((await whoWasTold(opened, cast, 'ANNOUNCEMENT')).inApp).toHaveLength(15);
  });
});

describe('the same again', () => {
  test('within a minute is told once and answered alike, also at once, and when no other may be made', async () => {
    expect(await Promise.all(Array.from({ length: 6 }, () => say()))).toEqual(Array(6).fill(3));
    for (let time = 2; time <= 5; time += 1) await say({ title: `Number ${time}` });
    expect(await say()).toBe(3);
    await opened.work();
    expect((await whoWasTold(opened, cast, 'ANNOUNCEMENT')).inApp).toHaveLength(15);
  });

  test('after a minute, of somebody else, or to others is another', async () => {
    await say();
    await say({}, 'subadmin');
    await say({ to: ['STAFF'] });
    opened.advance(60_000);
    await say();
    await opened.work();
    expect((await whoWasTold(opened, cast, 'ANNOUNCEMENT')).inApp).toHaveLength(3 + 3 + 2 + 3);
  });
});

test('a stranger who announces does not wait for the tournament, and so keeps nobody waiting', async () => {
  let refused: string | undefined;
  await opened.app.transact(async (tx) => {
    await lockTournament(tx, cast.tournamentId);
    refused = await refusalOf(say({}, 'stranger'));
  });
  expect(refused).toBe('FORBIDDEN NOT_STAFF');
});
