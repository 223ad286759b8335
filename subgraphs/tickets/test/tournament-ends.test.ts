import { newId } from '@arena/subgraph-kit';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { updateTicket } from '../src/db/seat-store.ts';
import { reserveTicket } from '../src/domain/reserve-ticket.ts';
import {
  addTournament,
  issueSeat,
  seatRequest,
  stored,
  takeEvents,
  tell,
  ticketsOf,
  viewRequest,
} from './fixtures.ts';
import { openApp } from './started-tickets.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  ({ tournamentId } = await addTournament(opened.app, { capacity: 5 }));
});
afterAll(() => opened[Symbol.asyncDispose]());

/** One sold, one suspended, one held and two unsold seats, and a sold and a held viewer ticket. */
async function sellSome() {
  const { app } = opened;
  const sold = await issueSeat(app, tournamentId, newId());
  const suspended = await issueSeat(app, tournamentId, newId());
  await updateTicket(app.db, suspended.id, { status: 'SUSPENDED' });
  const held = await reserveTicket(app, seatRequest(app, tournamentId));
  const watching = await reserveTicket(app, viewRequest(app, tournamentId, { activate: true }));
  const heldView = await reserveTicket(app, viewRequest(app, tournamentId));
  await takeEvents(app);
  return { sold, suspended, held, watching, heldView };
}

const statusOf = async ({ id }: { id: string }) => (await stored(opened.app, id)).status;
const seatStatuses = async () =>
  (await ticketsOf(opened.app, tournamentId))
    .filter(({ type }) => type === 'PARTICIPANT')
    .map(({ status }) => status)
    .sort();

test('unlimited reuse of a ticket: it is used up when its tournament finishes; unsold seats are cancelled', async () => {
  const { app } = opened;
  const { sold, suspended, held, watching } = await sellSome();
  await tell(app, { name: 'tournaments.finished', payload: { tournamentId } });
  expect(await statusOf(sold)).toBe('USED');
  expect(await statusOf(suspended)).toBe('SUSPENDED');
  expect(await statusOf(watching)).toBe('ACTIVE');
  expect(await stored(app, held.id)).toMatchObject({ status: 'CANCELED', ownerId: null, checkoutId: null });
  expect(await seatStatuses()).toEqual(['CANCELED', 'CANCELED', 'CANCELED', 'SUSPENDED', 'USED']);
  expect(await takeEvents(app)).toEqual([]);
});

test('a cancelled tournament cancels every ticket, and each owner’s is told once', async () => {
  const { app } = opened;
  const { sold, suspended, watching } = await sellSome();
  const event = { name: 'tournaments.canceled', payload: { tournamentId } } as const;
  await tell(app, event);
  await tell(app, event);
  const statuses = new Set((await ticketsOf(app, tournamentId)).map(({ status }) => status));
  expect([...statuses]).toEqual(['CANCELED']);
  const invalidated = [sold, suspended, watching].map(({ id, type, matchId, ownerId }) => ({
    name: 'tickets.invalidated',
    payload: { ticketId: id, type, tournamentId, matchId, ownerId, reason: 'TOURNAMENT_CANCELED' },
  }));
  const events = await takeEvents(app);
  expect(events).toHaveLength(3);
  expect(events).toEqual(expect.arrayContaining(invalidated));
});

test('tickets that were used stay so when cancellation comes after the end', async () => {
  const { app } = opened;
  const { sold } = await sellSome();
  await tell(app, { name: 'tournaments.finished', payload: { tournamentId } });
  await tell(app, { name: 'tournaments.canceled', payload: { tournamentId } });
  expect(await statusOf(sold)).toBe('USED');
  expect(await takeEvents(app)).toEqual([]);
});

test('however many owners there are, all are told of a cancellation', async () => {
  const { app } = opened;
  const { tournamentId: large } = await addTournament(app, { capacity: 1_200 });
  const { db } = app;
  await db.execute(sql`update tickets set status = 'ACTIVE', owner_id = gen_random_uuid(), held_since = now(),
    issued_at = now(), code = 'TKT-20260101000000-' || right(id::text, 6) || row_number
    from (select id as numbered, row_number() over () from tickets where tournament_id = ${large}) as numbers
    where tickets.id = numbered`);
  await takeEvents(app);
  await tell(app, { name: 'tournaments.canceled', payload: { tournamentId: large } });
  expect(await takeEvents(app)).toHaveLength(1_200);
});
