import { newId } from '@arena/subgraph-kit';
import { codeOf, faultyFields, person } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TicketRow } from '../src/db/schema.ts';
import { reserveTicket } from '../src/domain/reserve-ticket.ts';
import {
  addTournament,
  issueSeat,
  MINUTE_MS,
  seatRequest,
  tell,
  ticketsOf,
  viewRequest,
} from './fixtures.ts';
import { startTickets } from './started-tickets.ts';
import { pay } from './told-payments.ts';

let started: Awaited<ReturnType<typeof startTickets>>;
let tournamentId: string;
let ticket: TicketRow;
const [organizer, owner] = [person(), person()];
const others = [undefined, person(), person(newId(), ['platform:admin'])];

beforeAll(async () => {
  started = await startTickets();
});
beforeEach(async () => {
  const { app } = started;
  ({ tournamentId } = await addTournament(app, { organizerId: organizer.userId }));
  ticket = await issueSeat(app, tournamentId, owner.userId);
});
afterAll(() => started[Symbol.asyncDispose]());

const FIELDS = 'id type status price { amount currency } code qrCode owner { id } tournament { id } issuedAt';
const BOTH_WAYS = `query ($id: ID!, $code: String!, $reference: [_Any!]!) {
  ticket(id: $id) { ${FIELDS} }
  ticketByCode(code: $code) { ${FIELDS} }
  _entities(representations: $reference) { ... on Ticket { ${FIELDS} } }
}`;
const seenBy = async (identity?: typeof owner) => {
  const reference = [{ __typename: 'Ticket', id: ticket.id }];
  const variables = { id: ticket.id, code: ticket.code, reference };
  const { data, errors } = await started.ask(identity)(BOTH_WAYS, variables);
  expect(errors).toBeUndefined();
  return [data.ticket, data.ticketByCode, data._entities[0]];
};

test('the owner sees a ticket with its code and QR', async () => {
  for (const seen of await seenBy(owner)) {
    expect(seen).toMatchObject({
      id: ticket.id,
      type: 'PARTICIPANT',
      status: 'ACTIVE',
      price: { amount: 1_500_000, currency: 'COP' },
      code: ticket.code,
      owner: { id: owner.userId },
      tournament: { id: tournamentId },
      issuedAt: ticket.issuedAt?.toISOString(),
    });
    const [head, image] = seen.qrCode.split(',');
    expect(head).toBe('data:image/svg+xml;base64');
    expect(Buffer.from(image, 'base64').toString()).toMatch(/^<svg [^>]*xmlns=/);
  }
});

test('the staff of its tournament see it without its code', async () => {
  for (const seen of await seenBy(organizer)) {
    expect(seen).toMatchObject({ id: ticket.id, code: null, qrCode: null, owner: { id: owner.userId } });
  }
});

test('nobody else reaches a ticket by its id or its code', async () => {
  const elsewhere = person();
  await addTournament(started.app, { organizerId: elsewhere.userId });
  for (const other of [...others, elsewhere]) expect(await seenBy(other)).toEqual([null, null, null]);
});

test('an id that is none is BAD_USER_INPUT, a code that is none is null', async () => {
  const ask = started.ask(owner);
  expect(faultyFields(await ask('{ ticket(id: "x") { id } }'))).toEqual(['id']);
  expect(faultyFields(await ask('{ availableTickets(tournamentId: "x") { totalCount } }'))).toEqual([
    'tournamentId',
  ]);
  for (const code of ['', "'; --", 'TKT-1', '\u0000', ticket.code?.toLowerCase()]) {
    const { data, errors } = await ask('query ($code: String!) { ticketByCode(code: $code) { id } }', {
      code,
    });
    expect([data, errors]).toEqual([{ ticketByCode: null }, undefined]);
  }
  expect((await ask(`{ ticket(id: "${newId()}") { id } }`)).data).toEqual({ ticket: null });
});

const OF_TOURNAMENT = `query ($tournament: [_Any!]!, $type: TicketType, $status: [TicketStatus!]) {
  _entities(representations: $tournament) { ... on Tournament {
    myTicket { id code }
    tickets(type: $type, status: $status) { totalCount nodes { id type status code qrCode } }
    ticketSales { type sold canceled gross { amount currency } }
  } }
}`;
const tournamentSeenBy = async (identity?: typeof owner, filter: object = {}) => {
  const tournament = [{ __typename: 'Tournament', id: tournamentId }];
  const { data, errors } = await started.ask(identity)(OF_TOURNAMENT, { tournament, ...filter });
  expect(errors).toBeUndefined();
  return data._entities[0];
};

test('tickets and sales of a tournament are for its staff, without codes', async () => {
  for (const other of [...others, owner]) {
    expect(await tournamentSeenBy(other)).toMatchObject({ tickets: null, ticketSales: null });
  }
  const { tickets, ticketSales } = await tournamentSeenBy(organizer);
  expect(tickets.totalCount).toBe(3);
  expect(tickets.nodes.map(({ status }: TicketRow) => status).sort()).toEqual([
    'ACTIVE',
    'GENERATED',
    'GENERATED',
  ]);
  for (const node of tickets.nodes) expect(node).toMatchObject({ code: null, qrCode: null });
  expect(ticketSales).toEqual([
    { type: 'PARTICIPANT', sold: 1, canceled: 0, gross: { amount: 1_500_000, currency: 'COP' } },
    { type: 'VIEWER', sold: 0, canceled: 0, gross: { amount: 0, currency: 'COP' } },
  ]);
});

test('staff filter tickets by type and status', async () => {
  const { app } = started;
  await reserveTicket(app, viewRequest(app, tournamentId, { activate: true }));
  await reserveTicket(app, seatRequest(app, tournamentId));
  const countOf = async (filter: object) => {
    const { tickets } = await tournamentSeenBy(organizer, filter);
    expect(tickets.nodes).toHaveLength(tickets.totalCount);
    return tickets.totalCount;
  };
  expect(await countOf({})).toBe(4);
  expect(await countOf({ status: [] })).toBe(4);
  expect(await countOf({ type: 'VIEWER' })).toBe(1);
  expect(await countOf({ status: ['ACTIVE'] })).toBe(2);
  expect(await countOf({ type: 'PARTICIPANT', status: ['ACTIVE', 'RESERVED', 'ACTIVE'] })).toBe(2);
  expect(await countOf({ status: ['GENERATED'] })).toBe(1);
});

test('everybody sees their own ticket of a tournament, strangers and the anonymous none', async () => {
  expect((await tournamentSeenBy(owner)).myTicket).toEqual({ id: ticket.id, code: ticket.code });
  for (const other of [...others, organizer]) expect((await tournamentSeenBy(other)).myTicket).toBeNull();
});

test('everybody sees their own ticket to watch a match, also while it is held, strangers and the anonymous none', async () => {
  const { app } = started;
  const input = viewRequest(app, tournamentId, { buyerId: owner.userId });
  const { matchId } = input;
  const { id } = await reserveTicket(app, input);
  const query = `query ($match: [_Any!]!, $id: ID!) {
    _entities(representations: $match) { ... on Match { myTicket { id type status match { id } } } }
    ticket(id: $id) { match { id } }
  }`;
  const seen = async (identity?: typeof owner) => {
    const match = [{ __typename: 'Match', id: matchId }];
    const { data, errors } = await started.ask(identity)(query, { match, id });
    expect(errors).toBeUndefined();
    return [data._entities[0].myTicket, data.ticket];
  };
  const held = { id, type: 'VIEWER', status: 'RESERVED', match: { id: matchId } };
  expect(await seen(owner)).toEqual([held, { match: { id: matchId } }]);
  await pay(app, input);
  expect(await seen(owner)).toEqual([{ ...held, status: 'ACTIVE' }, { match: { id: matchId } }]);
  expect(await seen(organizer)).toEqual([null, { match: { id: matchId } }]);
  for (const other of others) expect(await seen(other)).toEqual([null, null]);
  const seat = await started.ask(owner)(`{ ticket(id: "${ticket.id}") { match { id } } }`);
  expect(seat.data).toEqual({ ticket: { match: null } });
});

const OWN = `query ($account: [_Any!]!, $status: [TicketStatus!], $first: Int, $after: String) {
  _entities(representations: $account) { ... on Account {
    id
    tickets(status: $status, first: $first, after: $after) {
      totalCount nodes { id code } pageInfo { hasNextPage endCursor }
    }
    ticketOffers { id ticket { id code owner { id } } from { id } to { id } expiresAt }
  } }
}`;

test('an account shows its own tickets to nobody but itself, the last acquired first', async () => {
  const { app, adapters } = started;
  const me = person();
  const account = [{ __typename: 'Account', id: me.userId }];
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const other = await addTournament(app);
    adapters.advance(MINUTE_MS);
    ids.unshift((await issueSeat(app, other.tournamentId, me.userId)).id);
  }
  const first = await started.ask(me)(OWN, { account, first: 2 });
  const page = first.data._entities[0].tickets;
  expect(page).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  const rest = await started.ask(me)(OWN, { account, first: 2, after: page.pageInfo.endCursor });
  const shown = [...page.nodes, ...rest.data._entities[0].tickets.nodes];
  expect(shown.map(({ id }) => id)).toEqual(ids);
  expect(shown.every(({ code }) => code !== null)).toBe(true);
  const used = await started.ask(me)(OWN, { account, status: ['USED', 'CANCELED'] });
  expect(used.data._entities[0].tickets).toMatchObject({ totalCount: 0, nodes: [] });
  for (const other of others) {
    expect((await started.ask(other)(OWN, { account })).data._entities).toEqual([null]);
  }
});

test('a ticket is offered, seen without its code, accepted and seen with it, over the graph', async () => {
  const friend = person();
  const account = [{ __typename: 'Account', id: friend.userId }];
  const offered = await started.ask(owner)(
    'mutation ($id: ID!, $to: ID!) { offerTicket(ticketId: $id, toUserId: $to) { id expiresAt } }',
    { id: ticket.id, to: friend.userId },
  );
  const { id, expiresAt } = offered.data.offerTicket;
  const seen = await started.ask(friend)(OWN, { account });
  expect(seen.data._entities[0].ticketOffers).toEqual([
    {
      id,
      ticket: { id: ticket.id, code: null, owner: { id: owner.userId } },
      from: { id: owner.userId },
      to: { id: friend.userId },
      expiresAt,
    },
  ]);
  const accepting = `mutation { acceptTicketOffer(offerId: "${id}") { id code owner { id } } }`;
  expect(codeOf(await started.ask()(accepting))).toBe('UNAUTHENTICATED');
  const { data } = await started.ask(friend)(accepting);
  expect(data.acceptTicketOffer).toMatchObject({ id: ticket.id, owner: { id: friend.userId } });
  expect(data.acceptTicketOffer.code).toMatch(/^TKT-/);
  // the former owner's code is worth nothing, and the new one is not theirs to see
  expect(await seenBy(owner)).toEqual([null, null, null]);
  const withdrawn = await started.ask(owner)(`mutation { withdrawTicketOffer(offerId: "${id}") }`);
  expect(withdrawn.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'INVALID_STATE' });
});

test('pages of the seats for sale follow each other; a cursor of another list is refused', async () => {
  const { app, ask } = started;
  const { tournamentId: large } = await addTournament(app, { capacity: 5, organizerId: owner.userId });
  const page = async (first: number, after?: string) =>
    ask()(
      `query ($id: ID!, $first: Int, $after: String) {
        availableTickets(tournamentId: $id, first: $first, after: $after) {
          totalCount nodes { id status price { amount } } pageInfo { hasNextPage endCursor }
        }
      }`,
      { id: large, first, after },
    );
  const one = (await page(3)).data.availableTickets;
  expect(one).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } });
  const two = (await page(3, one.pageInfo.endCursor)).data.availableTickets;
  expect(two.pageInfo.hasNextPage).toBe(false);
  const ids = [...one.nodes, ...two.nodes].map(({ id }: TicketRow) => id);
  expect(ids).toEqual((await ticketsOf(app, large)).map(({ id }) => id));
  for (const size of [0, 101]) expect(faultyFields(await page(size))).toEqual(['first']);
  const tournament = [{ __typename: 'Tournament', id: large }];
  const { data } = await ask(owner)(
    `query ($tournament: [_Any!]!) { _entities(representations: $tournament) { ... on Tournament {
      tickets(first: 1) { pageInfo { endCursor } }
    } } }`,
    { tournament },
  );
  const other = data._entities[0].tickets.pageInfo.endCursor;
  expect(faultyFields(await page(3, other))).toEqual(['after']);
});

test.each(['roster-closed', 'started'] as const)(
  'no seat is for sale once a tournament is %s',
  async (what) => {
    const left = async () =>
      (
        await started.ask()(
          `{ availableTickets(tournamentId: "${tournamentId}") { totalCount nodes { id } } }`,
        )
      ).data.availableTickets;
    expect(await left()).toMatchObject({ totalCount: 2, nodes: [{}, {}] });
    await tell(started.app, { name: `tournaments.${what}`, payload: { tournamentId } });
    expect(await left()).toEqual({ totalCount: 0, nodes: [] });
  },
);
