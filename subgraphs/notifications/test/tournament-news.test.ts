import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Kind } from '../src/domain/kinds.ts';
import { openApp, type OpenedApp } from './notifications-app.ts';
import { inboxOf, whoWasTold } from './read-told.ts';
import { addPerson, tell, type Told } from './told-news.ts';
import { addCast, createdEvent, giveView, type Cast, type CastName } from './tournament-people.ts';

const PLAYERS: CastName[] = ['one', 'two'];
const STAFF: CastName[] = ['organizer', 'subadmin'];
/** all who hold a ticket */
const HOLDERS: CastName[] = ['bench', 'one', 'otherViewer', 'two', 'viewer'];

let opened: OpenedApp;
let cast: Cast;
beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  cast = await addCast(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

const ofMatch = () => {
  const { matchId, tournamentId, teamIds } = cast;
  return { matchId, tournamentId, teamIds };
};

/** Tells of an event, as often as the bus may bring it, and does what is due. */
async function told(event: Told): Promise<void> {
  const id = newId();
  for (let time = 1; time <= 3; time += 1) await tell(opened, event, id);
  await opened.work();
}

const EMAIL = true;

/** Each event, the kind it raises, who is told in the app, and whether the same people are by e-mail too. */
const CASES: [Kind, () => Told, CastName[], boolean][] = [
  [
    'TOURNAMENT_CANCELED',
    () => ({ name: 'tournaments.canceled', payload: { tournamentId: cast.tournamentId } }),
    [...HOLDERS, ...STAFF],
    EMAIL,
  ],
  [
    'MATCH_REMINDER',
    () => ({
      name: 'matches.reminder-due',
      payload: { ...ofMatch(), on: '2030-01-11', startsAt: '2030-01-11T20:00:00.000Z' },
    }),
    [...PLAYERS, 'viewer', ...STAFF],
    // it waits for the other reminders of the day
    !EMAIL,
  ],
  [
    'MATCH_RESCHEDULED',
    () => ({
      name: 'matches.rescheduled',
      payload: { ...ofMatch(), startsAt: '2030-01-11T22:00:00.000Z' },
    }),
    [...PLAYERS, 'viewer', ...STAFF],
    EMAIL,
  ],
  [
    'MATCH_CANCELED',
    () => ({ name: 'matches.canceled', payload: ofMatch() }),
    [...PLAYERS, 'viewer', ...STAFF],
    EMAIL,
  ],
  [
    'MATCH_WINNER',
    () => ({
      name: 'matches.finished',
      payload: { ...ofMatch(), winnerTeamId: cast.teamIds[0] ?? '', winnerName: 'Team 1' },
    }),
    [...PLAYERS, 'viewer'],
    !EMAIL,
  ],
  [
    'DONATION_RECEIVED',
    () => ({
      name: 'donations.received',
      payload: {
        ...{ checkoutId: newId(), tournamentId: cast.tournamentId, donorId: cast.people.stranger },
        ...{ amountMinor: 500_000, currency: 'COP' },
      },
    }),
    STAFF,
    !EMAIL,
  ],
];

test.each(CASES)(
  '%s is told to those concerned and to nobody else, once',
  async (kind, event, who, byMail) => {
    await told(event());
    expect(await whoWasTold(opened, cast, kind)).toEqual({
      inApp: [...who].sort(),
      byMail: byMail ? [...who].sort() : [],
    });
  },
);

test('a tournament that is changed is told to its people once, after a while, as it is then', async () => {
  const { tournamentId } = cast;
  await told({ name: 'tournaments.updated', payload: { tournamentId, revision: 1, name: 'Open' } });
  expect(await whoWasTold(opened, cast, 'TOURNAMENT_UPDATED')).toEqual({ inApp: [], byMail: [] });
  opened.advance(opened.app.settings.updateWindowMs);
  await opened.work();
  expect(await whoWasTold(opened, cast, 'TOURNAMENT_UPDATED')).toEqual({
    inApp: [...HOLDERS, ...STAFF].sort(),
    byMail: [],
  });
});

test('a stream is told of once its match has started, and a start once there is a stream: whichever comes last', async () => {
  const { tournamentId, matchId } = cast;
  const stream = { name: 'streams.created', payload: { streamId: newId(), matchId, tournamentId } } as const;
  const started = { name: 'matches.started', payload: ofMatch() } as const;
  await told(stream);
  expect((await whoWasTold(opened, cast, 'STREAM_STARTED')).inApp).toEqual([]);
  await told(started);
  const viewers = ['one', 'two', 'viewer'];
  expect(await whoWasTold(opened, cast, 'STREAM_STARTED')).toEqual({ inApp: viewers, byMail: [] });
  // another platform shows it too
  await told({ ...stream, payload: { ...stream.payload, streamId: newId() } });
  expect((await whoWasTold(opened, cast, 'STREAM_STARTED')).inApp).toEqual(viewers);
});

test('a stream that is made while the match goes on is told of at once, one of a match that is over not at all', async () => {
  const { tournamentId } = cast;
  const stream = { streamId: newId(), matchId: cast.matchId, tournamentId };
  await told({ name: 'matches.started', payload: ofMatch() });
  expect((await whoWasTold(opened, cast, 'STREAM_STARTED')).inApp).toEqual([]);
  await told({ name: 'streams.created', payload: stream });
  expect((await whoWasTold(opened, cast, 'STREAM_STARTED')).inApp).toEqual(['one', 'two', 'viewer']);

  const over = { ...ofMatch(), matchId: cast.otherMatchId };
  await told({ name: 'matches.started', payload: over });
  await told({ name: 'matches.finished', payload: { ...over, winnerTeamId: null } });
  await told({ name: 'streams.created', payload: { ...stream, matchId: cast.otherMatchId } });
  expect((await whoWasTold(opened, cast, 'STREAM_STARTED')).inApp).toEqual(['one', 'two', 'viewer']);
});

test('a result that is corrected is told again, with who has won after all', async () => {
  const { people } = cast;
  await told({
    name: 'matches.finished',
    payload: { ...ofMatch(), winnerTeamId: cast.teamIds[0] ?? '', winnerName: 'Team 1' },
  });
  await told({
    name: 'matches.result-corrected',
    payload: { ...ofMatch(), winnerTeamId: cast.teamIds[1] ?? '', winnerName: 'Team 2' },
  });
  expect((await whoWasTold(opened, cast, 'MATCH_WINNER')).inApp).toHaveLength(6);
  const [latest] = await inboxOf(opened, people.one);
  expect(latest).toMatchObject({
    kind: 'MATCH_WINNER',
    params: { winner: 'Team 2', isCorrected: true },
    matchId: cast.matchId,
    tournamentId: cast.tournamentId,
  });
});

test('a new tournament is told to everybody in the app, and by e-mail to whoever has asked for it', async () => {
  const { payload } = createdEvent();
  await told({ name: 'tournaments.created', payload });
  const [newest] = await inboxOf(opened, cast.people.stranger);
  expect(newest).toMatchObject({ kind: 'TOURNAMENT_CREATED', tournamentId: payload.tournamentId });
  expect(opened.mails.sent.filter(({ mail }) => mail.kind === 'TOURNAMENT_CREATED')).toEqual([]);
});

test('whoever comes to run a tournament is told so; its organizer, and who did before, are not', async () => {
  const { tournamentId, people } = cast;
  expect((await whoWasTold(opened, cast, 'STAFF_ADDED')).inApp).toEqual(['subadmin']);
  const added = await addPerson(opened);
  const staff = (revision: number, ...ids: string[]): Told => ({
    name: 'tournaments.staff-changed',
    payload: {
      ...{ tournamentId, revision },
      staff: [
        { userId: people.organizer, role: 'ADMIN' },
        ...ids.map((userId) => ({ userId, role: 'SUBADMIN' as const })),
      ],
    },
  });
  await told(staff(3, people.subadmin, added));
  await told(staff(2, people.subadmin, people.stranger));
  expect((await whoWasTold(opened, cast, 'STAFF_ADDED')).inApp).toEqual([added, 'subadmin'].sort());
});

test('of many tickets and groups that somebody has, they are told once', async () => {
  const { tournamentId, matchId, people } = cast;
  await giveView(opened, { tournamentId, matchId, ownerId: people.one });
  await giveView(opened, { tournamentId, matchId: cast.otherMatchId, ownerId: people.one });
  await giveView(opened, { tournamentId, matchId, ownerId: people.organizer });
  opened.mails.sent.splice(0);
  await told({ name: 'tournaments.canceled', payload: { tournamentId } });
  const who = [...HOLDERS, ...STAFF].sort();
  expect(await whoWasTold(opened, cast, 'TOURNAMENT_CANCELED')).toEqual({ inApp: who, byMail: who });
});

test('a reminder of a day that is over is told to nobody', async () => {
  await told({ name: 'matches.reminder-due', payload: { ...ofMatch(), on: '2020-01-11' } });
  expect((await whoWasTold(opened, cast, 'MATCH_REMINDER')).inApp).toEqual([]);
});
