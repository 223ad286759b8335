import { ask, routingKey, type EventName } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { person, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createdEvent, seatRequest, ticketsOf, type Told } from './fixtures.ts';
import { startTickets } from './started-tickets.ts';
import { paymentsOf } from './told-payments.ts';

let started: Awaited<ReturnType<typeof startTickets>>;
beforeAll(async () => {
  started = await startTickets();
});
afterAll(() => started[Symbol.asyncDispose]());

const publish = ({ name, payload }: Told, id = newId()) =>
  started.bus.publish([{ id, routingKey: routingKey(name), content: JSON.stringify(payload), headers: {} }]);

/** What the subgraph tells from now on. */
async function listen() {
  const told: { name: string; payload: unknown }[] = [];
  const tailing = await started.bus.tail((message) => {
    if (!message.routingKey.startsWith('tickets.')) return;
    told.push({ name: message.routingKey, payload: JSON.parse(message.content) });
  });
  return { told, stop: tailing.stop };
}

test('a tournament is created, its tickets come into being, and when it ends they are used up', async () => {
  const { app, bus } = started;
  const event = createdEvent(app);
  const { tournamentId } = event.payload;
  const messageId = newId();
  for (let delivery = 0; delivery < 3; delivery += 1) await publish(event, messageId);
  await vi.waitFor(async () => expect(await ticketsOf(app, tournamentId)).toHaveLength(3));

  const { told, stop } = await listen();
  const buyer = person();
  const input = seatRequest(app, tournamentId, { buyerId: buyer.userId, activate: true });
  const answer = await ask(bus, 'tickets.reserve', input);
  expect(answer).toMatchObject({ status: 'ACTIVE', holdUntil: null });
  expect(await ask(bus, 'tickets.reserve', input)).toEqual(answer);
  await vi.waitFor(() => expect(told.map(({ name }) => name)).toEqual(['tickets.issued.v1']));
  await stop();

  const check = { userId: buyer.userId, tournamentId, matchId: null, type: 'PARTICIPANT' as const };
  const { ticketId } = answer;
  const { code } = await ask(bus, 'tickets.code', { ticketId, ownerId: buyer.userId });
  expect(await ask(bus, 'tickets.check', { ...check, code, checkIn: true })).toEqual({
    valid: true,
    ticketId,
  });

  await publish({ name: 'tournaments.finished', payload: { tournamentId } });
  await vi.waitFor(async () => {
    const statuses = (await ticketsOf(app, tournamentId)).map(({ status }) => status).sort();
    expect(statuses).toEqual(['CANCELED', 'CANCELED', 'USED']);
  });
  expect(await ask(bus, 'tickets.check', { ...check, code, checkIn: true })).toEqual({
    valid: false,
    ticketId: null,
  });
});

test('a hold is asked for and given up by request; refusals come back with code and reason', async () => {
  const { app, bus } = started;
  const event = createdEvent(app, { capacity: 1 });
  const { tournamentId, organizerId } = event.payload;
  await publish(event);
  await vi.waitFor(async () => expect(await ticketsOf(app, tournamentId)).toHaveLength(1));
  const input = seatRequest(app, tournamentId);
  const { holdUntil, status } = await ask(bus, 'tickets.reserve', input);
  expect([status, holdUntil]).toEqual(['RESERVED', input.holdUntil]);
  expect(await refusalOf(ask(bus, 'tickets.reserve', seatRequest(app, tournamentId)))).toBe('SOLD_OUT');
  const again = seatRequest(app, tournamentId, { buyerId: input.buyerId });
  expect(await refusalOf(ask(bus, 'tickets.reserve', again))).toBe('ALREADY_HAS_TICKET');
  const byStaff = seatRequest(app, tournamentId, { buyerId: organizerId });
  expect(await refusalOf(ask(bus, 'tickets.reserve', byStaff))).toBe('CONFLICT IS_STAFF');
  const { checkoutId } = input;
  expect(await ask(bus, 'tickets.release', { checkoutId })).toEqual({ released: true });
  expect(await ask(bus, 'tickets.release', { checkoutId })).toEqual({ released: false });
  const unanswered = { ticketId: null, unavailableReason: null };
  expect(await ask(bus, 'tickets.answer', { checkoutId })).toEqual(unanswered);
});

test('a held seat is paid, and told to be so three times: one is issued; refunded, it is told to be void', async () => {
  const { app, bus } = started;
  const event = createdEvent(app);
  const { tournamentId } = event.payload;
  await publish(event);
  await vi.waitFor(async () => expect(await ticketsOf(app, tournamentId)).toHaveLength(3));
  const input = seatRequest(app, tournamentId);
  const { ticketId } = await ask(bus, 'tickets.reserve', input);
  const { paid, refunded } = paymentsOf(input);
  const { told, stop } = await listen();
  const messageId = newId();
  for (let delivery = 0; delivery < 2; delivery += 1) await publish(paid, messageId);
  await publish(paid);
  const { checkoutId, buyerId: ownerId } = input;
  await vi.waitFor(() => expect(told).toMatchObject([{ payload: { ticketId, checkoutId, ownerId } }]));
  await publish(refunded);
  await vi.waitFor(() =>
    expect(told.map(({ name }) => name)).toEqual(['tickets.issued.v1', 'tickets.invalidated.v1']),
  );
  await stop();
});

test('what tickets tell carries no code', async () => {
  const { app, bus } = started;
  const event = createdEvent(app);
  const { tournamentId } = event.payload;
  await publish(event);
  await vi.waitFor(async () => expect(await ticketsOf(app, tournamentId)).toHaveLength(3));
  const { told, stop } = await listen();
  await ask(bus, 'tickets.reserve', seatRequest(app, tournamentId, { activate: true }));
  await publish({ name: 'tournaments.canceled', payload: { tournamentId } });
  const names: EventName[] = ['tickets.issued', 'tickets.invalidated'];
  await vi.waitFor(() => expect(told.map(({ name }) => name)).toEqual(names.map((name) => routingKey(name))));
  await stop();
  expect(JSON.stringify(told)).not.toMatch(/TKT-/);
});
