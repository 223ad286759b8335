import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fanOutDue } from '../src/domain/fan-out-step.ts';
import { updatePreferences } from '../src/domain/update-preferences.ts';
import type { Outcome } from '../src/mail/mail.ts';
import { callerOf, openApp, type OpenedApp } from './notifications-app.ts';
import { toldOf } from './read-told.ts';
import { idFrom, tell } from './told-news.ts';
import { addCast, giveView, type Cast } from './tournament-people.ts';

let opened: OpenedApp;
let cast: Cast;
beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  cast = await addCast(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

const ON = '2030-01-11';

/** A match of the two teams, and when it begins that day. */
async function addMatch(name: string, hour: number, on = ON) {
  const { tournamentId, teamIds } = cast;
  const match = { matchId: newId(), tournamentId, startsAt: `${on}T${hour}:00:00.000Z`, teamIds };
  await tell(opened, { name: 'matches.created', payload: { ...match, name } });
  return match;
}
type Match = Awaited<ReturnType<typeof addMatch>>;

const remind = (match: Match, on = ON) =>
  tell(opened, { name: 'matches.reminder-due', payload: { ...match, on } });

/** Lets time pass, and does what is due. */
async function pass(ms: number): Promise<void> {
  opened.advance(ms);
  await opened.work();
}

const mailsTo = (userId: string) =>
  opened.mails.sentTo(userId).filter(({ kind }) => kind === 'MATCH_REMINDER');
const matchNames = (userId: string) =>
  mailsTo(userId).map(({ matches }) => matches.map(({ match }) => match));

test('a person’s matches of the day are one mail, in their order; in the app each is told by itself', async () => {
  const matches = [await addMatch('Third', 22), await addMatch('First', 18), await addMatch('Second', 20)];
  for (const match of matches) await remind(match);
  await pass(0);
  expect(await toldOf(opened, 'MATCH_REMINDER', cast)).toHaveLength(3 * 4);
  expect(opened.mails.sent.filter(({ mail }) => mail.kind === 'MATCH_REMINDER')).toEqual([]);
  await pass(60_000);
  for (const name of ['one', 'two', 'organizer', 'subadmin'] as const) {
    expect(matchNames(cast.people[name])).toEqual([['First', 'Second', 'Third']]);
  }
  expect(mailsTo(cast.people.one)[0]?.matches[0]).toMatchObject({
    tournament: 'Bogota Open',
    startsAt: new Date(`${ON}T18:00:00.000Z`),
  });
});

test('everybody is reminded of their own matches alone, also of those of several tournaments', async () => {
  const viewer = cast.people.viewer;
  const own = await addMatch('Own', 18);
  await addMatch('Other', 19);
  await giveView(opened, { ...own, ownerId: viewer });
  await remind(own);
  cast = await addCast(opened);
  const elsewhere = await addMatch('Elsewhere', 17);
  await giveView(opened, { ...elsewhere, ownerId: viewer });
  await remind(elsewhere);
  await pass(60_000);
  await pass(60_000);
  expect(matchNames(viewer)).toEqual([['Elsewhere', 'Own']]);
});

test('a reminder that comes many times is one, and one that comes while the mail waits is in it', async () => {
  const [first, second] = [await addMatch('First', 18), await addMatch('Second', 20)];
  await remind(first);
  await pass(0);
  await pass(30_000);
  await remind(first);
  await remind(second);
  await remind(second);
  await pass(29_000);
  expect(mailsTo(cast.people.one)).toEqual([]);
  await pass(1_000);
  expect(matchNames(cast.people.one)).toEqual([['First', 'Second']]);
  expect(await toldOf(opened, 'MATCH_REMINDER', cast)).toHaveLength(2 * 4);
});

test('a match that is told of once the mail is gone has another, and so has another day', async () => {
  await remind(await addMatch('Morning', 15));
  await pass(0);
  await pass(60_000);
  for (const match of [await addMatch('Evening', 23), await addMatch('Noon', 17)]) await remind(match);
  await pass(0);
  await pass(60_000);
  expect(matchNames(cast.people.one)).toEqual([['Morning'], ['Noon', 'Evening']]);
  expect(await toldOf(opened, 'MATCH_REMINDER', cast)).toHaveLength(3 * 4);
  await remind(await addMatch('Tomorrow', 15, '2030-01-12'), '2030-01-12');
  await pass(0);
  await pass(60_000);
  expect(matchNames(cast.people.one)).toEqual([['Morning'], ['Noon', 'Evening'], ['Tomorrow']]);
});

test('a match that is told of while the mail is under way is in the next, once', async () => {
  const [first, second] = [await addMatch('First', 18), await addMatch('Second', 20)];
  await remind(first);
  await pass(0);
  opened.mails.answer(async ({ mail }): Promise<Outcome> => {
    if (mail.matches[0]?.match === 'First') {
      for (const match of [first, second]) await remind(match);
      await fanOutDue(opened.app);
    }
    return 'SENT';
  });
  await pass(60_000);
  opened.mails.answer();
  await remind(second);
  await pass(60_000);
  expect(matchNames(cast.people.one)).toEqual([['First'], ['Second']]);
});

test('a match that is called off meanwhile is not in the mail, and a mail of none is not sent', async () => {
  const [off, on] = [await addMatch('Off', 18), await addMatch('On', 20)];
  await giveView(opened, { ...off, ownerId: cast.people.viewer });
  await remind(off);
  await remind(on);
  await pass(0);
  await tell(opened, { name: 'matches.canceled', payload: off });
  await pass(60_000);
  expect(matchNames(cast.people.one)).toEqual([['On']]);
  expect(mailsTo(cast.people.viewer)).toEqual([]);
});

test('a match that is moved to another day is in no mail of this one, and nobody is reminded of it', async () => {
  const [moved, on] = [await addMatch('Moved', 18), await addMatch('On', 20)];
  await remind(moved);
  await remind(on);
  await pass(0);
  const startsAt = '2030-01-13T18:00:00.000Z';
  await tell(opened, { name: 'matches.rescheduled', payload: { ...moved, startsAt } }, idFrom(-60_000));
  await pass(60_000);
  expect(matchNames(cast.people.one)).toEqual([['On']]);
  const told = (await toldOf(opened, 'MATCH_REMINDER', cast)).length;
  await tell(
    opened,
    { name: 'matches.reminder-due', payload: { ...moved, startsAt, on: ON } },
    idFrom(-120_000),
  );
  const later = await addMatch('Later', 21);
  await remind(later);
  await tell(opened, { name: 'matches.rescheduled', payload: { ...later, startsAt } }, idFrom(-60_000));
  await pass(0);
  expect(await toldOf(opened, 'MATCH_REMINDER', cast)).toHaveLength(told);
});

test('a reminder that could not be sent on its day is not sent on another', async () => {
  const on = new Date(opened.app.now().getTime() - 5 * 3_600_000).toISOString().slice(0, 10);
  const match = { ...(await addMatch('Tonight', 23, on)), startsAt: `${on}T23:00:00.000Z` };
  await remind(match, on);
  await pass(0);
  opened.mails.answer(() => ({ retry: 'ECONNREFUSED' }));
  await pass(60_000);
  opened.mails.answer();
  const sentBefore = mailsTo(cast.people.one).length;
  await pass(48 * 3_600_000);
  expect(mailsTo(cast.people.one)).toHaveLength(sentBefore);
  await remind({ ...match, matchId: newId() }, on);
  await pass(0);
  expect(await toldOf(opened, 'MATCH_REMINDER', cast)).toHaveLength(4);
});

test('of a match that is over by the time it comes to it nobody is reminded', async () => {
  const match = await addMatch('Over', 18);
  await remind(match);
  await tell(opened, { name: 'matches.finished', payload: { ...match, winnerTeamId: null } });
  await pass(60_000);
  expect(await toldOf(opened, 'MATCH_REMINDER', cast)).toEqual([]);
});

test('who wants reminders by e-mail alone has them so', async () => {
  const userId = cast.people.one;
  await updatePreferences(opened.app, callerOf({ userId, sessionId: newId(), scopes: [] }), {
    preferences: [{ kind: 'MATCH_REMINDER', channels: ['EMAIL'] }],
  });
  await remind(await addMatch('First', 18));
  await remind(await addMatch('Second', 19));
  await pass(0);
  await pass(60_000);
  expect(matchNames(userId)).toEqual([['First', 'Second']]);
  expect((await toldOf(opened, 'MATCH_REMINDER', cast)).map((row) => row.userId)).not.toContain(userId);
});
