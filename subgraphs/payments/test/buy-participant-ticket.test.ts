import { Conflict, DomainError, newId } from '@arena/subgraph-kit';
import { faultsOf, refusalOf } from '@arena/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ProviderBusy, ProviderUnavailable } from '../src/providers/errors.ts';
import { buyParticipantTicket } from '../src/domain/buy-participant-ticket.ts';
import {
  addTournament,
  buySeat,
  MINUTE_MS,
  movedFor,
  rowCounts,
  seatInput,
  statusOf,
  stored,
  takeEventNames,
  takeEvents,
} from './orders.ts';
import { callerOf, openApp, ORIGIN, type OpenedApp } from './payments-app.ts';

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  tournamentId = await addTournament(opened);
  await takeEvents(opened.app);
});
afterEach(() => {
  opened.domains.refuse();
  opened.domains.silence();
  opened.provider.leave();
});
afterAll(() => opened[Symbol.asyncDispose]());

const buy = (changes: object = {}, caller = callerOf()) =>
  buyParticipantTicket(opened.app, caller, seatInput(tournamentId, changes));

test('a seat is held for the buyer and there is a page to pay on, both ending together', async () => {
  const { app, domains, provider } = opened;
  const caller = callerOf();
  const checkout = await buy({ ticketId: null }, caller);
  const inMs = checkout.expiresAt.getTime() - app.now().getTime();
  expect(inMs).toBeGreaterThan(30 * MINUTE_MS);
  expect(inMs).toBeLessThanOrEqual(31 * MINUTE_MS);
  expect(checkout).toMatchObject({
    type: 'PARTICIPANT_SALE',
    status: 'PENDING',
    buyerId: caller.userId,
    tournamentId,
    amountMinor: 2_000_000,
    commissionMinor: 200_000,
    currency: 'COP',
    provider: 'sandbox',
    successUrl: `${ORIGIN}/thanks`,
  });
  expect(checkout).toEqual(await stored(app, checkout));
  expect(domains.asked('tickets.reserve').at(-1)).toMatchObject({
    checkoutId: checkout.id,
    buyerId: caller.userId,
    tournamentId,
    type: 'PARTICIPANT',
    matchId: null,
    ticketId: null,
    priceMinor: 2_000_000,
    holdUntil: new Date(checkout.createdAt.getTime() + 35 * MINUTE_MS).toISOString(),
    activate: false,
  });
  const session = provider.sessions.get(checkout.sessionId ?? '');
  expect(session).toMatchObject({
    checkoutId: checkout.id,
    amountMinor: 2_000_000,
    url: checkout.paymentUrl,
  });
  expect(checkout.ticketId).toBe(domains.held.get(checkout.id));
  expect(await takeEventNames(app)).toEqual([]);
});

test('a given seat is asked for by its id', async () => {
  const ticketId = newId();
  expect(await buy({ ticketId })).toMatchObject({ ticketId, wantedTicketId: ticketId });
});

test('a seat that costs nothing is the buyer’s in the same call, and no provider hears of it', async () => {
  const { app, domains, provider } = opened;
  const free = await addTournament(opened, { priceMinor: 0 });
  const calls = provider.calls.length;
  const checkout = await buySeat(opened, free);
  expect(checkout).toMatchObject({ status: 'SUCCEEDED', provider: null, paymentUrl: null, amountMinor: 0 });
  expect(checkout.ticketId).toBe(domains.held.get(checkout.id));
  expect(checkout.completedAt).not.toBeNull();
  expect(domains.asked('tickets.reserve').at(-1)).toMatchObject({ activate: true, priceMinor: 0 });
  expect(provider.calls).toHaveLength(calls);
  expect(await movedFor(app, checkout)).toEqual([]);
  expect(await takeEventNames(app)).toEqual(['payments.succeeded']);
});

describe('what is refused, and leaves nothing behind', () => {
  const refused = async (call: () => Promise<unknown>) => {
    const before = await rowCounts(opened.app);
    const refusal = await refusalOf(call());
    expect(await rowCounts(opened.app)).toEqual(before);
    return refusal;
  };
  const faults = async (changes: object) => {
    const before = await rowCounts(opened.app);
    const fields = await faultsOf(buy(changes));
    expect(await rowCounts(opened.app)).toEqual(before);
    return fields;
  };

  test('an anonymous buyer', async () => {
    const anonymous = { ...callerOf(), userId: null, sessionId: null };
    expect(await refused(() => buy({}, anonymous))).toBe('UNAUTHENTICATED');
  });

  test.each([
    ['another origin', 'https://evil.example/thanks'],
    ['another port', `${ORIGIN}:8443/`],
    ['another scheme', 'http://arena.example/'],
    ['no scheme of the web', 'javascript:alert(1)'],
    ['an origin that only begins alike', `${ORIGIN}.evil.example/`],
    ['somebody’s name before the host', 'https://arena.example@evil.example/'],
    ['a password in the address', 'https://me:secret@arena.example/'],
    ['an address without an end', `${ORIGIN}/${'x'.repeat(2_000)}`],
  ])('to be sent to %s', async (_what, address) => {
    expect(await faults({ successUrl: new URL(address) })).toEqual(['input.successUrl']);
    expect(await faults({ cancelUrl: new URL(address) })).toEqual(['input.cancelUrl']);
  });

  test('faulty ids and keys, all named at once', async () => {
    const changes = { tournamentId: 'x', ticketId: 'y', idempotencyKey: '' };
    expect(await faults(changes)).toEqual(['input.tournamentId', 'input.ticketId', 'input.idempotencyKey']);
    expect(await faults({ idempotencyKey: 'k'.repeat(65) })).toEqual(['input.idempotencyKey']);
  });

  test('a tournament that does not exist', async () => {
    expect(await refused(() => buy({ tournamentId: newId() }))).toBe('NOT_FOUND');
  });

  test('a tournament whose creation has not been told here', async () => {
    const unknown = newId();
    opened.domains.sell(unknown);
    expect(await refused(() => buy({ tournamentId: unknown }))).toBe('NOT_FOUND');
  });

  test.each(['INVALID_STATE', 'SALE_CLOSED', 'BANNED', 'IS_STAFF'])(
    'a sale that is closed: %s',
    async (reason) => {
      opened.domains.sell(tournamentId, { isOpen: false, closedReason: reason });
      expect(await refused(() => buy())).toBe(`CONFLICT ${reason}`);
    },
  );

  test.each([
    [new DomainError('SOLD_OUT', 'No seat is left'), 'SOLD_OUT'],
    [new DomainError('ALREADY_HAS_TICKET', 'This person has one'), 'ALREADY_HAS_TICKET'],
    [new DomainError('NOT_FOUND', 'Ticket not found'), 'NOT_FOUND'],
    [new Conflict('BANNED', 'Banned'), 'CONFLICT BANNED'],
  ])('what tickets refuses: %s', async (error, told) => {
    opened.domains.refuse(error);
    const calls = opened.provider.calls.length;
    expect(await refused(() => buy())).toBe(told);
    expect(opened.provider.calls).toHaveLength(calls);
  });

  test('a price that nobody can tell at this moment', async () => {
    opened.domains.silence('tournaments.sale-terms');
    expect(await refused(() => buy())).toBe('SUBGRAPH_UNAVAILABLE');
  });
});

test('where the provider is away the checkout has failed, and its seat is free again', async () => {
  const { app, domains, provider } = opened;
  const input = seatInput(tournamentId);
  const caller = callerOf();
  provider.leave('openSession');
  expect(await refusalOf(buyParticipantTicket(app, caller, input))).toBe(
    'PAYMENT_FAILED PROVIDER_UNAVAILABLE',
  );
  const [{ payload } = { payload: {} }] = await takeEvents(app);
  expect(payload).toMatchObject({ reason: 'PROVIDER_UNAVAILABLE', tournamentId });
  provider.leave();
  const again = await buyParticipantTicket(app, caller, input);
  expect(again).toMatchObject({ status: 'FAILED', paymentUrl: null });
  expect(domains.held.has(again.id)).toBe(false);
  expect(await statusOf(app, await buySeat(opened, tournamentId, caller))).toBe('PENDING');
});

describe('one idempotency key', () => {
  test('with one input is one checkout, however often and however many at once', async () => {
    const { app, provider } = opened;
    const caller = callerOf();
    const input = seatInput(tournamentId);
    const bought = await Promise.all(
      Array.from({ length: 6 }, () => buyParticipantTicket(app, caller, input)),
    );
    const again = await buyParticipantTicket(app, caller, { ...input });
    expect(new Set([...bought, again].map(({ id }) => id)).size).toBe(1);
    expect(new Set([...bought, again].map(({ paymentUrl }) => paymentUrl)).size).toBe(1);
    const sessions = [...provider.sessions.values()].filter(({ checkoutId }) => checkoutId === again.id);
    expect(sessions).toHaveLength(1);
  });

  test.each([
    ['is at it already', () => new ProviderBusy('busy'), 'PENDING'],
    ['does not answer', () => new ProviderUnavailable('away'), 'PAYMENT_FAILED PROVIDER_UNAVAILABLE'],
  ] as const)(
    'that comes again while the provider %s leaves the checkout to the first call',
    async (_what, failure, answered) => {
      const { app, domains, provider } = opened;
      const caller = callerOf();
      const input = seatInput(tournamentId);
      const buySame = () => buyParticipantTicket(app, caller, input);
      let second = '';
      provider.meanwhile(async (call) => {
        if (call !== 'openSession') return;
        provider.meanwhile(async () => {
          throw failure();
        });
        const repeated = buySame();
        second = await repeated.then(
          ({ status }) => status,
          () => refusalOf(repeated),
        );
        provider.meanwhile(undefined);
      });
      const first = await buySame();
      expect(second).toBe(answered);
      expect(first).toMatchObject({ status: 'PENDING', paymentUrl: expect.any(String) });
      expect(domains.held.get(first.id)).toBe(first.ticketId);
      expect(await buySame()).toEqual(first);
    },
  );

  test('whose only call finds the provider busy can be used again, for the same seat', async () => {
    const { app, domains, provider } = opened;
    const caller = callerOf();
    const input = seatInput(tournamentId);
    provider.meanwhile(async () => {
      throw new ProviderBusy('busy');
    });
    const left = await buyParticipantTicket(app, caller, input);
    provider.meanwhile(undefined);
    expect(left).toMatchObject({ status: 'PENDING', paymentUrl: null });
    const again = await buyParticipantTicket(app, caller, input);
    expect(again).toMatchObject({ id: left.id, status: 'PENDING', paymentUrl: expect.any(String) });
    expect(domains.held.get(left.id)).toBe(again.ticketId);
  });

  test('with another input is refused', async () => {
    const { app } = opened;
    const caller = callerOf();
    const input = seatInput(tournamentId);
    await buyParticipantTicket(app, caller, input);
    for (const changes of [
      { ticketId: newId() },
      { tournamentId: await addTournament(opened) },
      { successUrl: new URL('/elsewhere', ORIGIN) },
      { cancelUrl: new URL('/elsewhere', ORIGIN) },
    ]) {
      const other = buyParticipantTicket(app, caller, { ...input, ...changes });
      expect(await refusalOf(other)).toBe('CONFLICT IDEMPOTENCY_KEY_REUSED');
    }
  });

  test('is each buyer’s own', async () => {
    const { app } = opened;
    const input = seatInput(tournamentId);
    const mine = await buyParticipantTicket(app, callerOf(), input);
    const theirs = await buyParticipantTicket(app, callerOf(), input);
    expect(theirs.id).not.toBe(mine.id);
  });

  test('still gives the checkout when the sale has closed since', async () => {
    const { app, domains } = opened;
    const caller = callerOf();
    const input = seatInput(tournamentId);
    const { id } = await buyParticipantTicket(app, caller, input);
    domains.sell(tournamentId, { isOpen: false, closedReason: 'SALE_CLOSED' });
    expect(await buyParticipantTicket(app, caller, input)).toMatchObject({ id });
  });

  test('tries again what was refused before', async () => {
    const { app, domains } = opened;
    const caller = callerOf();
    const input = seatInput(tournamentId);
    domains.refuse(new DomainError('SOLD_OUT', 'No seat is left'));
    expect(await refusalOf(buyParticipantTicket(app, caller, input))).toBe('SOLD_OUT');
    domains.refuse();
    expect(await buyParticipantTicket(app, caller, input)).toMatchObject({ status: 'PENDING' });
  });
});
