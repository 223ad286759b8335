import { newId } from '@arena/subgraph-kit';
import { refusalOf, tally } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { tickets } from '../src/db/schema.ts';
import { updateTicket } from '../src/db/seat-store.ts';
import { reserveTicket, type ReserveInput } from '../src/domain/reserve-ticket.ts';
import {
  addTournament,
  createdEvent,
  issueSeat,
  stored,
  takeEvents,
  tell,
  ticketsOf,
  viewRequest,
  type Told,
} from './fixtures.ts';
import { openApp } from './started-tickets.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let tournamentId: string;
let matchId: string;
beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  matchId = newId();
  ({ tournamentId } = await addTournament(opened.app));
});
afterAll(() => opened[Symbol.asyncDispose]());

type How = 'finished' | 'canceled';
const BOTH: How[] = ['finished', 'canceled'];
const end = (how: How) => {
  const match = { matchId, tournamentId };
  const news: Record<How, Told> = {
    finished: { name: 'matches.finished', payload: { ...match, winnerTeamId: null } },
    canceled: { name: 'matches.canceled', payload: match },
  };
  return tell(opened.app, news[how]);
};
const reserve = (changes: Partial<ReserveInput> = {}) =>
  reserveTicket(opened.app, viewRequest(opened.app, tournamentId, { matchId, ...changes }));
const view = (changes: Partial<ReserveInput> = {}) => reserve({ activate: true, ...changes });
const statusOf = async ({ id }: { id: string }) => (await stored(opened.app, id)).status;

/** A sold, a disputed and a held ticket for the match, and sold ones for another match and for playing. */
async function sellSome() {
  const { app } = opened;
  const [sold, disputed, held] = [await view(), await view(), await reserve()];
  await updateTicket(app.db, disputed.id, { status: 'SUSPENDED' });
  const elsewhere = await view({ matchId: newId() });
  const seat = await issueSeat(app, tournamentId, newId());
  await takeEvents(app);
  return { sold, disputed, held, elsewhere, seat };
}
const released = ({ id, checkoutId }: { id: string; checkoutId: string | null }) => ({
  name: 'tickets.released',
  payload: { ticketId: id, type: 'VIEWER', tournamentId, matchId, checkoutId },
});

test('unlimited reuse of a ticket: a viewer’s is used up when its match is over', async () => {
  const { app } = opened;
  const { sold, disputed, held, elsewhere, seat } = await sellSome();
  await end('finished');
  await end('finished');
  expect(await Promise.all([sold, disputed, elsewhere, seat].map(statusOf))).toEqual([
    'USED',
    'SUSPENDED',
    'ACTIVE',
    'ACTIVE',
  ]);
  expect((await ticketsOf(app, tournamentId)).map(({ id }) => id)).not.toContain(held.id);
  expect(await takeEvents(app)).toEqual([released(held)]);
});

test('a match that is called off cancels its viewer tickets, and each owner’s is told once', async () => {
  const { app } = opened;
  const { sold, disputed, held, elsewhere, seat } = await sellSome();
  await end('canceled');
  await end('canceled');
  expect(await Promise.all([sold, disputed, elsewhere, seat].map(statusOf))).toEqual([
    'CANCELED',
    'CANCELED',
    'ACTIVE',
    'ACTIVE',
  ]);
  const invalidated = [sold, disputed].map(({ id, ownerId }) => ({
    name: 'tickets.invalidated',
    payload: { ticketId: id, type: 'VIEWER', tournamentId, matchId, ownerId, reason: 'MATCH_CANCELED' },
  }));
  const told = await takeEvents(app);
  expect(told).toHaveLength(3);
  expect(told).toEqual(expect.arrayContaining([...invalidated, released(held)]));
});

test('a match that is called off with its tournament cancels them for that reason, whichever is heard of first', async () => {
  const { app } = opened;
  const tournament = { name: 'tournaments.canceled', payload: { tournamentId } } as const;
  const match = {
    name: 'matches.canceled',
    payload: { matchId, tournamentId, withTournament: true },
  } as const;
  const { id } = await view();
  const seat = await issueSeat(app, tournamentId, newId());
  await takeEvents(app);
  for (const event of [match, tournament, match]) await tell(app, event);
  const reasons = (await takeEvents(app)).map(({ payload }) => payload);
  expect(reasons).toHaveLength(2);
  expect(reasons).toEqual(
    expect.arrayContaining(
      [id, seat.id].map(
        (ticketId) => expect.objectContaining({ ticketId, reason: 'TOURNAMENT_CANCELED' }) as object,
      ),
    ),
  );
});

test.each(BOTH)('no ticket is sold for a match that is %s, of another it is', async (how) => {
  await end(how);
  expect(await refusalOf(reserve())).toBe('CONFLICT MATCH_OVER');
  expect(await refusalOf(view())).toBe('CONFLICT MATCH_OVER');
  await view({ matchId: newId() });
});

test.each(BOTH)('a match that is %s before its tournament is known stays so', async (how) => {
  const event = createdEvent(opened.app);
  ({ tournamentId } = event.payload);
  await end(how);
  await tell(opened.app, event);
  expect(await refusalOf(reserve())).toBe('CONFLICT MATCH_OVER');
});

test('a match ends one way: what is told of it afterwards changes nothing', async () => {
  const sold = await view();
  await end('finished');
  await end('canceled');
  expect(await statusOf(sold)).toBe('USED');
});

test.each(BOTH)(
  'of buyers and the end of a match at once nobody is left with a valid ticket',
  async (how) => {
    const { app } = opened;
    for (let round = 0; round < 10; round += 1) {
      matchId = newId();
      const sales = Array.from({ length: 6 }, (_, index) => (index % 2 ? view() : reserve()));
      await tally([...sales.slice(0, 3), end(how), ...sales.slice(3)]);
      const ofMatch = (await ticketsOf(app, tournamentId)).filter((ticket) => ticket.matchId === matchId);
      const expected = how === 'finished' ? 'USED' : 'CANCELED';
      expect(ofMatch.filter(({ status }) => status !== expected)).toEqual([]);
    }
  },
);

test('more owners than go into one statement are all told that their match is called off', async () => {
  const { app } = opened;
  const { id } = await view();
  const { code, ...row } = await stored(app, id);
  const ofOthers = Array.from({ length: 1_200 }, (_, index) => {
    const [ticketId, ownerId, checkoutId] = [newId(), newId(), newId()];
    return { ...row, id: ticketId, ownerId, checkoutId, code: `${code}-${index}` };
  });
  await app.db.insert(tickets).values(ofOthers);
  await takeEvents(app);
  await end('canceled');
  expect(await takeEvents(app)).toHaveLength(1_201);
});
