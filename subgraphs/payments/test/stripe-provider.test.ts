import { newId } from '@arena/subgraph-kit';
import { testIdentityJwks } from '@arena/testing';
import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { parseEnv } from '../src/env.ts';
import { ProviderBusy, ProviderFaulty, ProviderUnavailable } from '../src/providers/errors.ts';
import type { ProviderSession, SessionRequest } from '../src/providers/provider.ts';
import { openStripe } from '../src/providers/stripe/open-stripe.ts';
import { openStripeOnTrial, STRIPE_KEY, STRIPE_SECRET } from './providers-on-trial.ts';
import { closeDispute, openDispute, settleRefund } from './stripe-double/refunds.ts';
import { completeSession } from './stripe-double/sessions.ts';

type Opened = Awaited<ReturnType<typeof openStripeOnTrial>>;

const newRequest = (changes: Partial<SessionRequest> = {}): SessionRequest => ({
  checkoutId: newId(),
  description: 'Ticket',
  amountMinor: 2_000_000,
  currency: 'COP',
  successUrl: 'https://arena.example/paid',
  cancelUrl: 'https://arena.example/back',
  expiresAt: new Date(Date.now() + 31 * 60_000),
  ...changes,
});
const openNew = ({ provider }: Opened, request = newRequest()): Promise<ProviderSession> =>
  provider.openSession(request, `checkout:${request.checkoutId}:session`);

/** A payment taken, and its checkout. */
async function openPaid(stripe: Opened) {
  const { id, checkoutId, amountMinor } = await openNew(stripe);
  completeSession(stripe.double.books, id, 'succeeded');
  const { state } = await stripe.provider.findSession(id);
  if (state.status !== 'PAID') throw new Error(state.status);
  return { paymentId: state.paymentId, checkoutId, amountMinor };
}

test('the session and its payment bear the checkout, and the amount is in the smallest unit', async () => {
  await using stripe = await openStripeOnTrial();
  const { id, checkoutId } = await openNew(stripe);
  const { books } = stripe.double;
  expect(books.sessions.get(id)).toMatchObject({
    amount_total: 2_000_000,
    currency: 'cop',
    client_reference_id: checkoutId,
    metadata: { checkoutId },
  });
  completeSession(books, id, 'succeeded');
  expect([...books.payments.values()]).toMatchObject([{ metadata: { checkoutId } }]);
});

test.each([['lost'], [503], [409]] as const)(
  'a session is asked for again under its key when the answer is %s, and opened once',
  async (disturbance) => {
    await using stripe = await openStripeOnTrial({ retries: 1 });
    stripe.double.disturb(disturbance);
    const { id } = await openNew(stripe);
    expect([...stripe.double.books.sessions.keys()]).toEqual([id]);
    const [first, second] = stripe.double.requests;
    expect(first?.idempotencyKey).toMatch(/^checkout:.*:session$/);
    expect(second).toEqual(first);
  },
);

test.each([500, 429, 401, 403] as const)('Stripe that answers with %d is unavailable', async (status) => {
  await using stripe = await openStripeOnTrial({ retries: 0 });
  stripe.double.disturb(status);
  await expect(openNew(stripe)).rejects.toThrow(ProviderUnavailable);
  stripe.double.disturb(status);
  await expect(stripe.provider.findSession('cs_1')).rejects.toThrow(ProviderUnavailable);
});

test('Stripe that does not answer, or is not there, is unavailable', async () => {
  await using stripe = await openStripeOnTrial({ retries: 0, timeoutMs: 50 });
  stripe.double.disturb('silent');
  await expect(openNew(stripe)).rejects.toThrow(ProviderUnavailable);
  await stripe.double[Symbol.asyncDispose]();
  await expect(openNew(stripe)).rejects.toThrow(ProviderUnavailable);
});

test('Stripe that lets a call wait is unavailable when the time for the whole call is over', async () => {
  await using stripe = await openStripeOnTrial({ timeoutMs: 600_000, budgetMs: 1_000 });
  const session = await openNew(stripe);
  const { paymentId, checkoutId } = await openPaid(stripe);
  stripe.double.disturb(...Array.from({ length: 7 }, () => 'silent' as const));
  const calls = await Promise.allSettled([
    openNew(stripe),
    stripe.provider.findSession(session.id),
    stripe.provider.expireSession(session.id),
    stripe.provider.refund({ paymentId, checkoutId }, 'key'),
    stripe.provider.findPayment(paymentId),
  ]);
  for (const call of calls)
    expect(call).toMatchObject({ status: 'rejected', reason: expect.any(ProviderUnavailable) });
});

test('Stripe that is still at the same request is busy, and not refusing', async () => {
  await using stripe = await openStripeOnTrial({ retries: 0 });
  stripe.double.disturb(409);
  await expect(openNew(stripe)).rejects.toThrow(ProviderBusy);
});

test('a refund that Stripe has met with a fault is made under another key, and never under the same', async () => {
  await using stripe = await openStripeOnTrial({ retries: 0 });
  const payment = await openPaid(stripe);
  stripe.double.disturb(500);
  for (let time = 0; time < 2; time += 1)
    await expect(stripe.provider.refund(payment, 'key')).rejects.toThrow(ProviderFaulty);
  expect(await stripe.provider.refund(payment, 'key-2')).toMatchObject({ status: 'SUCCEEDED' });
});

test('a refund that Stripe has refused is refused under its key though nothing is in the way any more', async () => {
  await using stripe = await openStripeOnTrial();
  const payment = await openPaid(stripe);
  const { books } = stripe.double;
  openDispute(books, payment.paymentId);
  const disputed = { code: 'charge_disputed' };
  await expect(stripe.provider.refund(payment, 'key')).rejects.toMatchObject(disputed);
  closeDispute(books, payment.paymentId, 'won');
  await expect(stripe.provider.refund(payment, 'key')).rejects.toMatchObject(disputed);
  expect(await stripe.provider.refund(payment, 'key-2')).toMatchObject({ status: 'SUCCEEDED' });
});

test('a failure tells neither the key nor what Stripe said', async () => {
  await using stripe = await openStripeOnTrial({ retries: 0 });
  stripe.double.disturb(500);
  const error: unknown = await openNew(stripe).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ProviderUnavailable);
  const told = `${String(error)} ${JSON.stringify(error)} ${JSON.stringify((error as Error).cause)}`;
  expect(told).toContain('500');
  expect(told).not.toContain(STRIPE_KEY);
  expect(told).not.toContain('Disturbed');
});

test('a refund that is on its way is PENDING, and has gone back once it came through', async () => {
  await using stripe = await openStripeOnTrial();
  stripe.double.books.refundsAre = 'pending';
  const payment = await openPaid(stripe);
  const refund = await stripe.provider.refund(payment, 'key');
  expect(refund.status).toBe('PENDING');
  expect((await stripe.provider.findPayment(payment.paymentId)).refundedMinor).toBe(0);
  settleRefund(stripe.double.books, refund.id, 'succeeded');
  expect((await stripe.provider.findPayment(payment.paymentId)).refundedMinor).toBe(2_000_000);
  expect([...stripe.double.books.refunds.values()]).toMatchObject([
    { metadata: { checkoutId: payment.checkoutId } },
  ]);
});

test('what else the account sells is none of a checkout', async () => {
  await using stripe = await openStripeOnTrial();
  const { paymentId } = await openPaid(stripe);
  const { books } = stripe.double;
  for (const object of [...books.sessions.values(), ...books.payments.values()])
    object.metadata = { checkoutId: 'of something else' };
  const [sessionId = ''] = books.sessions.keys();
  await expect(stripe.provider.findSession(sessionId)).rejects.toMatchObject({ code: 'resource_missing' });
  expect((await stripe.provider.findPayment(paymentId)).checkoutId).toBeNull();
});

const disputeOf = (payment_intent: string, status: string, currency = 'cop') => ({
  id: 'du_1',
  object: 'dispute' as const,
  amount: 500_000,
  charge: 'ch_1',
  currency,
  livemode: false,
  payment_intent,
  status,
});

test.each([
  ['warning_needs_response', ['OPEN']],
  ['under_review', ['OPEN']],
  ['warning_closed', ['WON']],
  ['won', ['WON']],
  ['lost', ['LOST']],
  ['prevented', []],
] as const)('a dispute that is %s counts as %j', async (status, counted) => {
  await using stripe = await openStripeOnTrial();
  const { paymentId } = await openPaid(stripe);
  stripe.double.books.disputes.set('du_1', disputeOf(paymentId, status));
  const { disputes } = await stripe.provider.findPayment(paymentId);
  expect(disputes).toEqual(counted.map((one) => ({ id: 'du_1', amountMinor: 500_000, status: one })));
});

test('a dispute in another currency than that of its payment is of the whole', async () => {
  await using stripe = await openStripeOnTrial();
  const { paymentId, amountMinor } = await openPaid(stripe);
  stripe.double.books.disputes.set('du_1', disputeOf(paymentId, 'lost', 'usd'));
  expect((await stripe.provider.findPayment(paymentId)).disputes).toMatchObject([{ amountMinor }]);
});

test.each(['ISK', 'UGX', 'MGA'])(
  '%s, whose units Stripe counts in its own way, is refused',
  async (currency) => {
    await using stripe = await openStripeOnTrial();
    await expect(openNew(stripe, newRequest({ currency }))).rejects.toMatchObject({
      code: 'currency_not_supported',
    });
    expect(stripe.double.requests).toEqual([]);
  },
);

test.each([
  ['sk_test_1', false],
  ['rk_test_1', false],
  ['sk_live_1', true],
  ['rk_live_1', true],
])('with the key %s the events of one mode are believed', (STRIPE_SECRET_KEY, isLive) => {
  const env = parseEnv({
    DATABASE_URL: 'postgres://localhost/x',
    IDENTITY_JWKS: testIdentityJwks,
    STRIPE_SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: STRIPE_SECRET,
  });
  const { provider } = openStripe(env, { now: () => new Date() });
  const read = (livemode: boolean) => {
    const payload = JSON.stringify({
      id: 'evt_1',
      object: 'event',
      type: 'ping',
      livemode,
      data: { object: {} },
    });
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: STRIPE_SECRET });
    return provider.readWebhook(Buffer.from(payload), signature);
  };
  expect(read(isLive)).toEqual({ id: 'evt_1', type: 'ping', subject: null });
  expect(() => read(!isLive)).toThrow('WRONG_MODE');
});
