import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerToPayment } from '../src/domain/answer-to-payment.ts';
import { reserveTicket } from '../src/domain/reserve-ticket.ts';
import { addTournament, seatRequest, tell } from './fixtures.ts';
import { openApp } from './started-tickets.ts';
import { pay, paymentsOf } from './told-payments.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

const NOTHING_YET = { ticketId: null, unavailableReason: null };

test('a payment is answered by the ticket that was issued for it, also when that is void by now', async () => {
  const { app } = opened;
  const { tournamentId } = await addTournament(app);
  const input = seatRequest(app, tournamentId);
  expect(await answerToPayment(app.db, input.checkoutId)).toEqual(NOTHING_YET);
  const { id: ticketId } = await reserveTicket(app, input);
  expect(await answerToPayment(app.db, input.checkoutId)).toEqual(NOTHING_YET);
  await pay(app, input);
  const issued = { ticketId, unavailableReason: null };
  expect(await answerToPayment(app.db, input.checkoutId)).toEqual(issued);
  await tell(app, paymentsOf(input).refunded);
  expect(await answerToPayment(app.db, input.checkoutId)).toEqual(issued);
});

test('a payment for which there is no ticket is answered by the reason', async () => {
  const { app } = opened;
  const { tournamentId } = await addTournament(app);
  await tell(app, { name: 'tournaments.canceled', payload: { tournamentId } });
  const input = seatRequest(app, tournamentId, { buyerId: newId() });
  await pay(app, input);
  const refused = { ticketId: null, unavailableReason: 'SALE_CLOSED' };
  expect(await answerToPayment(app.db, input.checkoutId)).toEqual(refused);
});
