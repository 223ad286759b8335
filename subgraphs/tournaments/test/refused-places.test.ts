import type { ArenaEvent } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { updateTournament } from '../src/db/tournament-store.ts';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { banFromTournament } from '../src/domain/ban-from-tournament.ts';
import { addCatalogue, addTournament, type Catalogue } from './fixtures.ts';
import { callerOf, openApp } from './started-tournaments.ts';
import { invalidated, issued, playersOf, ticketNews, ticketOf, transferred } from './ticket-news.ts';
import { takeToldEvents } from './told-events.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let consumer: Awaited<ReturnType<typeof ticketNews>>;
let catalogue: Catalogue;
let tournamentId: string;
const admin = callerOf();

beforeAll(async () => {
  opened = await openApp();
  consumer = await ticketNews(opened);
  catalogue = await addCatalogue(opened.app, 20, [2, 1]);
});
beforeEach(async () => {
  tournamentId = (await addTournament(opened.app, catalogue, {}, admin)).id;
  await takeToldEvents(opened.app);
});
afterAll(async () => {
  await consumer[Symbol.asyncDispose]();
  await opened[Symbol.asyncDispose]();
});

const [ana, ben, eva] = [newId(), newId(), newId()];
const settleTeams = () => updateTournament(opened.app.db, tournamentId, { rosterClosedAt: opened.app.now() });
const refusal = ({ ticketId }: { ticketId: string }, userId: string) => ({
  routingKey: 'tournaments.place-refused.v1',
  payload: { tournamentId, ticketId, userId },
  headers: { requestId: 'request-0815' },
});

test.each([
  ['has a bracket', { rosterClosedAt: new Date() }],
  ['is ONGOING', { status: 'ONGOING' as const }],
  ['is FINISHED', { status: 'FINISHED' as const }],
])('a ticket issued once the tournament %s gives no place, which is told', async (_, changes) => {
  const [early, late] = [ticketOf(tournamentId), ticketOf(tournamentId)];
  await consumer.tell(issued(early, ana));
  await updateTournament(opened.app.db, tournamentId, changes);
  await takeToldEvents(opened.app);
  await consumer.tell(issued(late, ben));
  expect(await takeToldEvents(opened.app)).toEqual([refusal(late, ben)]);
  expect(await playersOf(opened.app, tournamentId)).toEqual([
    { team: 1, userId: ana, ticketId: early.ticketId },
  ]);
});

test('whoever has a place keeps it and may hand it over, and nothing is refused', async () => {
  const ticket = ticketOf(tournamentId);
  await consumer.tell(issued(ticket, ana));
  await settleTeams();
  await takeToldEvents(opened.app);
  await consumer.tell(transferred(ticket, ana, ben));
  expect((await takeToldEvents(opened.app)).map(({ routingKey }) => routingKey)).toEqual([
    'tournaments.player-joined.v1',
  ]);
});

test.each([
  { order: [0, 1, 2] },
  { order: [0, 2, 1] },
  { order: [1, 0, 2] },
  { order: [1, 2, 0] },
  { order: [2, 0, 1] },
  { order: [2, 1, 0] },
])(
  'a ticket without a place gives none to whom it has passed either, told in the order $order',
  async ({ order }) => {
    const ticket = ticketOf(tournamentId);
    const events = [issued(ticket, ana), transferred(ticket, ana, ben), transferred(ticket, ben, eva)];
    await settleTeams();
    for (const index of order) await consumer.tell(events[index] as ArenaEvent);
    expect((await takeToldEvents(opened.app)).at(-1)).toEqual(refusal(ticket, eva));
  },
);

test('a ticket that has ended is refused no more', async () => {
  const [ticket, other] = [ticketOf(tournamentId), ticketOf(tournamentId)];
  await settleTeams();
  await consumer.tell(issued(ticket, ana));
  await consumer.tell(invalidated(ticket, ana));
  await takeToldEvents(opened.app);
  await consumer.tell(issued(other, ben));
  expect(await takeToldEvents(opened.app)).toEqual([refusal(other, ben)]);
});

test('who found no room in time is refused at the news of the ticket that was in their way', async () => {
  const [first, last] = [ticketOf(tournamentId), ticketOf(tournamentId)];
  await consumer.tell(issued(first, ana));
  await consumer.tell(issued(ticketOf(tournamentId), ben));
  await consumer.tell(issued(last, eva));
  await settleTeams();
  await takeToldEvents(opened.app);
  await consumer.tell(invalidated(first, ana));
  expect(await takeToldEvents(opened.app)).toEqual([refusal(last, eva)]);
});

test('staff get no place by a ticket either; of who is banned nothing is told, since the ban takes the ticket', async () => {
  const [ofStaff, ofBanned] = [ticketOf(tournamentId), ticketOf(tournamentId)];
  await addSubadmin(opened.app, admin, { tournamentId, userId: ana });
  await banFromTournament(opened.app, admin, {
    tournamentId,
    userId: ben,
    reason: 'Cheating',
    refund: false,
  });
  await settleTeams();
  await takeToldEvents(opened.app);
  await consumer.tell(issued(ofStaff, ana));
  await consumer.tell(invalidated(ofStaff, ana));
  await consumer.tell(issued(ofBanned, ben));
  expect(await takeToldEvents(opened.app)).toEqual([refusal(ofStaff, ana)]);
});
