import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { updateTournament } from '../src/db/tournament-store.ts';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { removeSubadmin } from '../src/domain/remove-subadmin.ts';
import { addCatalogue, addTournament, teamOf, type Catalogue } from './fixtures.ts';
import { callerOf, openApp } from './started-tournaments.ts';
import {
  invalidated,
  issued,
  playersOf,
  teamSizes,
  ticketNews,
  ticketOf,
  transferred,
} from './ticket-news.ts';
import { takeToldEvents } from './told-events.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let consumer: Awaited<ReturnType<typeof ticketNews>>;
let catalogue: Catalogue;
let tournamentId: string;
const admin = callerOf();

beforeAll(async () => {
  opened = await openApp();
  consumer = await ticketNews(opened);
  catalogue = await addCatalogue(opened.app, 20, [2, 2]);
});
beforeEach(async () => {
  tournamentId = (await addTournament(opened.app, catalogue, {}, admin)).id;
  await takeToldEvents(opened.app);
});
afterAll(async () => {
  await consumer[Symbol.asyncDispose]();
  await opened[Symbol.asyncDispose]();
});

const people = (count: number) => Array.from({ length: count }, () => newId());
const issue = (ownerId: string) => consumer.tell(issued(ticketOf(tournamentId), ownerId));
const players = async () => (await playersOf(opened.app, tournamentId)).map(({ userId }) => userId);

test('a player joins the team with the fewest members, the lowest number winning a tie, and it is told', async () => {
  const ticket = ticketOf(tournamentId);
  const [first, second, third, fourth] = people(4) as [string, string, string, string];
  await consumer.tell(issued(ticket, first));
  const { id: teamId } = await teamOf(opened.app, tournamentId, 1);
  expect(await takeToldEvents(opened.app)).toEqual([
    {
      routingKey: 'tournaments.player-joined.v1',
      payload: { tournamentId, teamId, userId: first, ticketId: ticket.ticketId },
      headers: { requestId: 'request-0815' },
    },
  ]);
  await issue(second);
  await issue(third);
  await consumer.tell(invalidated(ticket, first));
  await issue(fourth);
  expect((await playersOf(opened.app, tournamentId)).map(({ team, userId }) => [team, userId])).toEqual([
    [1, third],
    [1, fourth],
    [2, second],
  ]);
});

test('a viewer’s ticket gives no place', async () => {
  const ticket = { ...ticketOf(tournamentId), type: 'VIEWER' as const, matchId: newId() };
  const [viewer, other] = people(2) as [string, string];
  for (const { name, payload } of [
    issued(ticketOf(tournamentId), viewer),
    transferred(ticketOf(tournamentId), viewer, other),
    invalidated(ticketOf(tournamentId), other),
  ]) {
    await consumer.tell({ name, payload: { ...payload, ...ticket } } as Parameters<typeof consumer.tell>[0]);
  }
  expect(await players()).toEqual([]);
  expect(await takeToldEvents(opened.app)).toEqual([]);
});

test('nobody gets a second team of one tournament, whatever tickets they hold', async () => {
  const [player] = people(1) as [string];
  const tickets = [ticketOf(tournamentId), ticketOf(tournamentId), ticketOf(tournamentId)];
  await Promise.all(tickets.map((ticket) => consumer.tell(issued(ticket, player))));
  expect(await players()).toEqual([player]);
  expect(await takeToldEvents(opened.app)).toHaveLength(1);
});

test('more seats sold than teams can hold: nobody oversteps a full team, and a place that falls free is filled', async () => {
  const tickets = people(5).map((ownerId) => ({ ownerId, ticket: ticketOf(tournamentId) }));
  for (const { ticket, ownerId } of tickets) await consumer.tell(issued(ticket, ownerId));
  expect(await teamSizes(opened.app, tournamentId)).toEqual([2, 2]);
  const [first, , , , last] = tickets.map(({ ownerId }) => ownerId);
  expect(await players()).not.toContain(last);
  await consumer.tell(invalidated((tickets[0] as (typeof tickets)[0]).ticket, first as string));
  expect(await players()).toContain(last);
  expect(await players()).not.toContain(first);
  expect(await teamSizes(opened.app, tournamentId)).toEqual([2, 2]);
});

test('staff do not join; once they are staff no more, their ticket counts', async () => {
  const [userId] = people(1) as [string];
  await addSubadmin(opened.app, admin, { tournamentId, userId });
  await issue(userId);
  await issue(admin.userId as string);
  expect(await players()).toEqual([]);
  await removeSubadmin(opened.app, admin, { tournamentId, userId });
  expect(await players()).toEqual([userId]);
});

test.each(['ONGOING', 'FINISHED', 'CANCELED'] as const)(
  'nobody joins a team once the tournament is %s, but one still leaves it or hands the place over',
  async (status) => {
    const [leaver, giver, taker, late] = people(4) as [string, string, string, string];
    const [left, given] = [ticketOf(tournamentId), ticketOf(tournamentId)];
    await consumer.tell(issued(left, leaver));
    await consumer.tell(issued(given, giver));
    await updateTournament(opened.app.db, tournamentId, { status });
    await issue(late);
    await consumer.tell(invalidated(left, leaver));
    await consumer.tell(transferred(given, giver, taker));
    expect(await players()).toEqual([taker]);
  },
);

test('a transfer hands over the very place, and who takes it is told to have joined', async () => {
  const [giver, taker] = people(2) as [string, string];
  const ticket = ticketOf(tournamentId);
  await issue(newId());
  await consumer.tell(issued(ticket, giver));
  await takeToldEvents(opened.app);
  await consumer.tell(transferred(ticket, giver, taker));
  const [, place] = await playersOf(opened.app, tournamentId);
  expect(place).toEqual({ team: 2, userId: taker, ticketId: ticket.ticketId });
  const { id: teamId } = await teamOf(opened.app, tournamentId, 2);
  expect((await takeToldEvents(opened.app)).map(({ payload }) => payload)).toEqual([
    { tournamentId, teamId, userId: taker, ticketId: ticket.ticketId },
  ]);
});

test('a place goes to nobody who may not play: staff, or a member of another team', async () => {
  const [giver, member] = people(2) as [string, string];
  await issue(member);
  for (const taker of [admin.userId as string, member]) {
    const ticket = ticketOf(tournamentId);
    await consumer.tell(issued(ticket, giver));
    await consumer.tell(transferred(ticket, giver, taker));
  }
  expect(await players()).toEqual([member]);
});

test('tickets issued at once fill the teams evenly and never beyond', async () => {
  const large = await addCatalogue(opened.app, 100, [8, 5]);
  const { id } = await addTournament(opened.app, large, {}, admin);
  const issueMany = (count: number) =>
    Promise.all(people(count).map((ownerId) => consumer.tell(issued(ticketOf(id), ownerId))));
  await issueMany(20);
  expect(await teamSizes(opened.app, id)).toEqual([3, 3, 3, 3, 2, 2, 2, 2]);
  await issueMany(40);
  expect(await teamSizes(opened.app, id)).toEqual([5, 5, 5, 5, 5, 5, 5, 5]);
});

test('news of a tournament that nobody knows is refused', async () => {
  const unknown = consumer.tell(issued(ticketOf(newId()), newId()));
  await expect(unknown).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
});
