import { refusalOf } from '@arena/testing';
import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { updateTicket } from '../src/db/seat-store.ts';
import { checkTicket } from '../src/domain/check-ticket.ts';
import { reserveTicket } from '../src/domain/reserve-ticket.ts';
import { tellCode } from '../src/domain/tell-code.ts';
import { addTournament, issueSeat, MINUTE_MS, seatRequest, stored, tell, viewRequest } from './fixtures.ts';
import { openApp } from './started-tickets.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let tournamentId: string;
let userId: string;
beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  userId = newId();
  ({ tournamentId } = await addTournament(opened.app));
});
afterAll(() => opened[Symbol.asyncDispose]());

type Check = Parameters<typeof checkTicket>[1];
const check = (changes: Partial<Check> = {}) =>
  checkTicket(opened.app, {
    userId,
    tournamentId,
    matchId: null,
    type: 'PARTICIPANT',
    code: null,
    checkIn: false,
    ...changes,
  });

test('a participant is admitted to every match of the tournament, with or without the code', async () => {
  const { id, code } = await issueSeat(opened.app, tournamentId, userId);
  expect(await check()).toBe(id);
  expect(await check({ matchId: newId(), code })).toBe(id);
});

test('unlimited reuse of a ticket: another person’s code admits nobody, nor does one for elsewhere', async () => {
  const { code } = await issueSeat(opened.app, tournamentId, userId);
  expect(await check({ userId: newId(), code })).toBeNull();
  expect(await check({ code: 'TKT-20260101000000-AAAAAA' })).toBeNull();
  const other = await addTournament(opened.app);
  expect(await check({ tournamentId: other.tournamentId, code })).toBeNull();
  expect(await check({ type: 'VIEWER', matchId: newId(), code })).toBeNull();
});

test('a viewer ticket admits to its match alone', async () => {
  const request = viewRequest(opened.app, tournamentId, { buyerId: userId, activate: true });
  const { id, code } = await reserveTicket(opened.app, request);
  expect(await check({ type: 'VIEWER', matchId: request.matchId, code })).toBe(id);
  expect(await check({ type: 'VIEWER', matchId: newId(), code })).toBeNull();
  expect(await check({ type: 'VIEWER', matchId: null, code })).toBeNull();
  expect(await check({ code })).toBeNull();
});

test('unlimited reuse of a ticket: held, disputed, used and cancelled ones admit nobody', async () => {
  const { app } = opened;
  await reserveTicket(app, seatRequest(app, tournamentId, { buyerId: userId }));
  expect(await check()).toBeNull();
  const other = newId();
  const { id } = await issueSeat(app, tournamentId, other);
  for (const status of ['SUSPENDED', 'CANCELED'] as const) {
    await updateTicket(app.db, id, { status });
    expect(await check({ userId: other })).toBeNull();
  }
  await updateTicket(app.db, id, { status: 'ACTIVE' });
  await tell(app, { name: 'tournaments.finished', payload: { tournamentId } });
  expect(await check({ userId: other })).toBeNull();
});

test('a participant is checked in once; a viewer never', async () => {
  const { app, adapters } = opened;
  const { id } = await issueSeat(app, tournamentId, userId);
  await check();
  expect((await stored(app, id)).checkedInAt).toBeNull();
  await check({ checkIn: true });
  const { checkedInAt } = await stored(app, id);
  expect(checkedInAt).toBeInstanceOf(Date);
  adapters.advance(MINUTE_MS);
  await check({ checkIn: true });
  expect((await stored(app, id)).checkedInAt).toEqual(checkedInAt);

  const request = viewRequest(app, tournamentId, { buyerId: userId, activate: true });
  const view = await reserveTicket(app, request);
  await check({ type: 'VIEWER', matchId: request.matchId, checkIn: true });
  expect((await stored(app, view.id)).checkedInAt).toBeNull();
});

test('a code is told of its owner’s ticket only', async () => {
  const { app } = opened;
  const { id, code } = await issueSeat(app, tournamentId, userId);
  expect(await tellCode(app, id, userId)).toBe(code);
  expect(await refusalOf(tellCode(app, id, newId()))).toBe('NOT_FOUND');
  expect(await refusalOf(tellCode(app, newId(), userId))).toBe('NOT_FOUND');
  const buyerId = newId();
  const held = await reserveTicket(app, seatRequest(app, tournamentId, { buyerId }));
  expect(await refusalOf(tellCode(app, held.id, buyerId))).toBe('NOT_FOUND');
});
