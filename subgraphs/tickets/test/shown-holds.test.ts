import { person } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { reserveTicket } from '../src/domain/reserve-ticket.ts';
import { addTournament, MINUTE_MS, seatRequest, viewRequest } from './fixtures.ts';
import { startTickets } from './started-tickets.ts';

const HOLD_MS = 35 * MINUTE_MS;

let started: Awaited<ReturnType<typeof startTickets>>;
let tournamentId: string;
const [organizer, buyer] = [person(), person()];

beforeAll(async () => {
  started = await startTickets();
});
beforeEach(async () => {
  const { app } = started;
  ({ tournamentId } = await addTournament(app, { capacity: 1, organizerId: organizer.userId }));
});
afterAll(() => started[Symbol.asyncDispose]());

const SEEN = `query ($id: ID!, $tournamentId: ID!, $tournament: [_Any!]!) {
  ticket(id: $id) { status owner { id } }
  availableTickets(tournamentId: $tournamentId) { totalCount nodes { id } }
  _entities(representations: $tournament) { ... on Tournament {
    myTicket { id }
    ticketAvailability { total available reserved sold }
    tickets(status: [GENERATED]) { totalCount nodes { status owner { id } } }
  } }
}`;

test('a hold lapses by itself: the seat is shown as for sale, and no longer as its former holder’s', async () => {
  const { app } = started;
  const { id } = await reserveTicket(app, seatRequest(app, tournamentId, { buyerId: buyer.userId }));
  const tournament = [{ __typename: 'Tournament', id: tournamentId }];
  const seenBy = async (identity: typeof buyer) => {
    const { data, errors } = await started.ask(identity)(SEEN, { id, tournamentId, tournament });
    expect(errors).toBeUndefined();
    return { ...data, ...data._entities[0] };
  };
  expect(await seenBy(buyer)).toMatchObject({
    ticket: { status: 'RESERVED', owner: { id: buyer.userId } },
    myTicket: { id },
    availableTickets: { totalCount: 0, nodes: [] },
    ticketAvailability: { total: 1, available: 0, reserved: 1, sold: 0 },
    tickets: null,
  });
  expect((await seenBy(organizer)).tickets).toEqual({ totalCount: 0, nodes: [] });

  started.adapters.advance(HOLD_MS);
  expect(await seenBy(buyer)).toMatchObject({
    ticket: null,
    myTicket: null,
    availableTickets: { totalCount: 1, nodes: [{ id }] },
    ticketAvailability: { total: 1, available: 1, reserved: 0, sold: 0 },
  });
  expect(await seenBy(organizer)).toMatchObject({
    ticket: { status: 'GENERATED', owner: null },
    tickets: { totalCount: 1, nodes: [{ status: 'GENERATED', owner: null }] },
  });
});

test('a viewer’s lapsed hold is nothing: not shown, and replaced by the next', async () => {
  const { app, adapters, ask } = started;
  const viewer = person();
  const input = viewRequest(app, tournamentId, { buyerId: viewer.userId });
  const { id } = await reserveTicket(app, input);
  adapters.advance(HOLD_MS);
  for (const identity of [viewer, organizer]) {
    expect((await ask(identity)(`{ ticket(id: "${id}") { id } }`)).data).toEqual({ ticket: null });
  }
  const again = viewRequest(app, tournamentId, { buyerId: viewer.userId, matchId: input.matchId });
  expect(await reserveTicket(app, again)).toMatchObject({ checkoutId: again.checkoutId });
});
