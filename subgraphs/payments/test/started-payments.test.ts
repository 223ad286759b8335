import { newId } from '@arena/subgraph-kit';
import { codeOf, faultyFields, liveClient, person, type LiveClient } from '@arena/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startPayments } from './started-payments.ts';

let started: Awaited<ReturnType<typeof startPayments>>;
let client: LiveClient;
let tournamentId: string;

beforeAll(async () => {
  started = await startPayments();
  client = liveClient(started.url, 'payments');
  tournamentId = newId();
  started.domains.sell(tournamentId);
  const at = new Date(Date.now() + 86_400_000).toISOString();
  await started.publish({
    name: 'tournaments.created',
    payload: {
      ...{ tournamentId, organizerId: newId(), capacity: 10, currency: 'COP', startsAt: at, endsAt: at },
      participantPriceMinor: 2_000_000,
      viewerPriceMinor: 500_000,
    },
  });
  const isKnown = sql`select from tournaments where id = ${tournamentId}`;
  await vi.waitFor(async () => expect(await started.db.execute(isKnown)).toHaveLength(1));
});
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await started[Symbol.asyncDispose]();
});

const FIELDS = `id type status paymentUrl amount { amount currency } tournament { id } match { id } ticket { id }`;
const BUY = `mutation ($input: BuyParticipantTicketInput!) { buyParticipantTicket(input: $input) { ${FIELDS} } }`;
const GIVE = `mutation ($input: DonateInput!) { donate(input: $input) { ${FIELDS} } }`;

const returns = (changes: object = {}) => ({
  successUrl: 'https://arena.example/thanks',
  cancelUrl: 'https://arena.example/back',
  idempotencyKey: newId(),
  ...changes,
});

async function buy(buyer = person()) {
  const { data, errors } = await started.ask(buyer)(BUY, { input: { tournamentId, ...returns() } });
  expect(errors).toBeUndefined();
  return { buyer, ...data.buyParticipantTicket };
}

const read = async (id: string, reader = person()) =>
  (await started.ask(reader)(`{ checkout(id: "${id}") { ${FIELDS} } }`)).data.checkout;

/** Pays on the page of an open checkout. */
async function payOnPage(paymentUrl: string) {
  const { pathname, search } = new URL(paymentUrl);
  const body = new URLSearchParams({ action: 'pay' });
  const answer = await fetch(`${started.url}${pathname}${search}`, {
    method: 'POST',
    body,
    redirect: 'manual',
  });
  expect(answer.headers.get('location')).toBe('https://arena.example/thanks');
}

const untilTold = (name: string, checkoutId: string) =>
  vi.waitUntil(
    () => started.told.find((one) => one.name === name && JSON.stringify(one.payload).includes(checkoutId)),
    { timeout: 20_000 },
  );

/** Follows the buyer's own checkout, once the subgraph listens. */
async function follow(id: string, buyer: ReturnType<typeof person>) {
  const document = `subscription { checkoutUpdated(checkoutId: "${id}") { status paymentUrl ticket { id } } }`;
  const before = started.live.listeners();
  const feed = await client.subscribe(document, { identity: buyer });
  await expect.poll(() => started.live.listeners()).toBe(before + 1);
  return feed;
}

test('a seat is bought on the page, and its buyer follows it live until it is theirs', async () => {
  const { buyer, id, paymentUrl, ...bought } = await buy();
  expect(bought).toMatchObject({
    type: 'PARTICIPANT_SALE',
    status: 'PENDING',
    amount: { amount: 2_000_000, currency: 'COP' },
    tournament: { id: tournamentId },
    match: null,
    ticket: null,
  });
  const feed = await follow(id, buyer);
  const next = async () => (await feed.next()).value.data.checkoutUpdated;
  await payOnPage(paymentUrl);
  expect(await next()).toEqual({ status: 'PROCESSING', paymentUrl: null, ticket: null });
  await untilTold('payments.paid.v1', id);
  const ticketId = started.domains.held.get(id) ?? '';
  await started.publish({
    name: 'tickets.issued',
    payload: {
      ticketId,
      type: 'PARTICIPANT',
      tournamentId,
      matchId: null,
      ownerId: buyer.userId,
      checkoutId: id,
    },
  });
  expect(await next()).toEqual({ status: 'SUCCEEDED', paymentUrl: null, ticket: { id: ticketId } });
  await untilTold('payments.succeeded.v1', id);
  await feed.return?.();
  expect(await read(id, buyer)).toMatchObject({ status: 'SUCCEEDED', ticket: { id: ticketId } });
});

test('what cannot be issued is paid back at once, not at the next full minute', async () => {
  const { buyer, id, paymentUrl } = await buy();
  await payOnPage(paymentUrl);
  await untilTold('payments.paid.v1', id);
  await started.publish({ name: 'tickets.unavailable', payload: { checkoutId: id, reason: 'SOLD_OUT' } });
  expect(await untilTold('payments.refunded.v1', id)).toMatchObject({ payload: { reason: 'SOLD_OUT' } });
  expect(await read(id, buyer)).toMatchObject({ status: 'REFUNDED' });
});

test('a checkout is its buyer’s alone: others read nothing, and change and follow nothing', async () => {
  const { buyer, id } = await buy();
  const other = person();
  expect(await read(id, buyer)).toMatchObject({ id });
  expect(await read(id, other)).toBeNull();
  const anonymous = await started.ask()(`{ checkout(id: "${id}") { id } }`);
  expect([anonymous.data, anonymous.errors]).toEqual([{ checkout: null }, undefined]);
  for (const field of ['cancelCheckout', 'confirmCheckout']) {
    const mutation = `mutation { ${field}(checkoutId: "${id}") { id } }`;
    expect(codeOf(await started.ask(other)(mutation))).toBe('NOT_FOUND');
    expect(codeOf(await started.ask()(mutation))).toBe('UNAUTHENTICATED');
  }
  const feed = await client.subscribe(`subscription { checkoutUpdated(checkoutId: "${id}") { id } }`, {
    identity: other,
  });
  expect((await feed.next()).value.errors[0].extensions.code).toBe('NOT_FOUND');
  const entity = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Checkout { status } } }`;
  const reference = { r: [{ __typename: 'Checkout', id }] };
  expect((await started.ask(other)(entity, reference)).data._entities).toEqual([null]);
  expect((await started.ask(buyer)(entity, reference)).data._entities).toEqual([{ status: 'PENDING' }]);
});

test('money is given back by platform administrators alone', async () => {
  const { id, buyer } = await buy();
  const mutation = `mutation { refundCheckout(checkoutId: "${id}", reason: "Why not") { status } }`;
  expect(codeOf(await started.ask(buyer)(mutation))).toBe('FORBIDDEN');
  const administrator = person(undefined, ['platform:admin']);
  expect(codeOf(await started.ask(administrator)(mutation))).toBe('CONFLICT');
});

test('a confirmed and a cancelled checkout are answered as they are then', async () => {
  const paid = await buy();
  const sessionId = new URL(paid.paymentUrl).searchParams.get('session') ?? '';
  await started.operator.pay(sessionId);
  const confirm = `mutation { confirmCheckout(checkoutId: "${paid.id}") { status } }`;
  expect((await started.ask(paid.buyer)(confirm)).data.confirmCheckout.status).toBe('PROCESSING');
  const open = await buy();
  const cancel = `mutation { cancelCheckout(checkoutId: "${open.id}") { status paymentUrl } }`;
  expect((await started.ask(open.buyer)(cancel)).data.cancelCheckout).toEqual({
    status: 'CANCELED',
    paymentUrl: null,
  });
});

test('faulty input is named by its fields, whether a scalar or a rule refuses it', async () => {
  const ask = started.ask(person());
  const faults = async (input: object, document = GIVE) => faultyFields(await ask(document, { input }));
  const gift = { tournamentId, amount: { amount: 1_000_000, currency: 'COP' }, ...returns() };
  expect(await faults({ ...gift, successUrl: 'https://evil.example/' })).toEqual(['input.successUrl']);
  expect(await faults({ ...gift, cancelUrl: '/back' })).toEqual(['input.cancelUrl']);
  for (const amount of [0, -1, 0.5, 2 ** 53]) {
    expect(await faults({ ...gift, amount: { amount, currency: 'COP' } })).toEqual(['input.amount.amount']);
  }
  expect(await faults({ ...gift, amount: { amount: 1_000_000, currency: 'USD' } })).toEqual([
    'input.amount.currency',
  ]);
  expect(await faults({ tournamentId: 'x', ...returns() }, BUY)).toEqual(['input.tournamentId']);
});

test('what is due is looked for each minute, whatever else happens', async () => {
  const scheduled = sql`select identifier from graphile_worker._private_known_crontabs`;
  await expect.poll(() => started.db.execute(scheduled)).toContainEqual({ identifier: 'settle-checkouts' });
});
