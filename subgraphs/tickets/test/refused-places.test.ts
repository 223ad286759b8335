import { person, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { updateTicket } from '../src/db/seat-store.ts';
import type { TicketRow } from '../src/db/schema.ts';
import { acceptTicketOffer } from '../src/domain/accept-ticket-offer.ts';
import { listOffers } from '../src/domain/list-offers.ts';
import { offerTicket } from '../src/domain/offer-ticket.ts';
import { addTournament, issueSeat, stored, takeEvents, tell, ticketsOf } from './fixtures.ts';
import { callerOf, openApp } from './started-tickets.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let tournamentId: string;
let ticket: TicketRow;
const [player, friend] = [person(), person()];

beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  const { app } = opened;
  ({ tournamentId } = await addTournament(app));
  ticket = await issueSeat(app, tournamentId, player.userId);
  await tell(app, { name: 'tournaments.roster-closed', payload: { tournamentId } });
  await takeEvents(app);
});
afterAll(() => opened[Symbol.asyncDispose]());

const refuse = (userId = player.userId) =>
  tell(opened.app, {
    name: 'tournaments.place-refused',
    payload: { tournamentId, ticketId: ticket.id, userId },
  });
const offer = () =>
  offerTicket(opened.app, callerOf(player), { ticketId: ticket.id, toUserId: friend.userId });

test('a ticket that gives no place is cancelled, which is told once, and no seat takes its place', async () => {
  const { app } = opened;
  await refuse();
  await refuse();
  expect((await ticketsOf(app, tournamentId)).map(({ status }) => status).sort()).toEqual([
    'CANCELED',
    'GENERATED',
    'GENERATED',
  ]);
  expect(await stored(app, ticket.id)).toMatchObject({ status: 'CANCELED', ownerId: player.userId });
  const ids = { ticketId: ticket.id, tournamentId, matchId: null, ownerId: player.userId };
  expect(await takeEvents(app)).toEqual([
    { name: 'tickets.invalidated', payload: { ...ids, type: 'PARTICIPANT', reason: 'NO_PLACE' } },
  ]);
});

test('refused to who has passed the ticket on, it stays with who has it now until they are refused as well', async () => {
  const { app } = opened;
  await acceptTicketOffer(app, callerOf(friend), (await offer()).id);
  await refuse();
  expect(await stored(app, ticket.id)).toMatchObject({ status: 'ACTIVE', ownerId: friend.userId });
  await refuse(friend.userId);
  expect(await stored(app, ticket.id)).toMatchObject({ status: 'CANCELED', ownerId: friend.userId });
});

test('an offer of the ticket ends with it', async () => {
  const { app } = opened;
  const { id } = await offer();
  await refuse();
  expect(await refusalOf(acceptTicketOffer(app, callerOf(friend), id))).toBe('CONFLICT OFFER_CLOSED');
  expect(await listOffers(app, friend.userId)).toEqual([]);
});

test.each(['USED', 'CANCELED'] as const)('a ticket that is %s stays so', async (status) => {
  const { app } = opened;
  await updateTicket(app.db, ticket.id, { status });
  await refuse();
  expect(await stored(app, ticket.id)).toMatchObject({ status });
  expect(await takeEvents(app)).toEqual([]);
});

test('of a refusal and an acceptance at once the ticket is either cancelled or the other’s', async () => {
  const { app } = opened;
  for (let round = 0; round < 10; round += 1) {
    const { id } = await offer();
    const accepted = acceptTicketOffer(app, callerOf(friend), id);
    await Promise.allSettled([accepted, refuse()]);
    const { status, ownerId } = await stored(app, ticket.id);
    const end = await accepted.then(
      () => ({ status: 'ACTIVE', ownerId: friend.userId }),
      () => ({ status: 'CANCELED', ownerId: player.userId }),
    );
    expect({ status, ownerId }).toEqual(end);
    ({ tournamentId } = await addTournament(app));
    ticket = await issueSeat(app, tournamentId, player.userId);
  }
});
