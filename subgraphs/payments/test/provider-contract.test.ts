import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProviderRefused, WebhookRefused } from '../src/providers/errors.ts';
import type { ProviderSession, SessionRequest, SessionState } from '../src/providers/provider.ts';
import { sandboxOnTrial, stripeOnTrial, type ProviderOnTrial } from './providers-on-trial.ts';

const MINUTE_MS = 60_000;

/** Why a provider refuses something. */
async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ProviderRefused) return error.code;
    throw error;
  }
  throw new Error('It was not refused');
}

describe.each([
  ['stripe', stripeOnTrial],
  ['sandbox', sandboxOnTrial],
])('%s', (name, open) => {
  let trial: ProviderOnTrial;
  beforeAll(async () => {
    trial = await open();
  });
  afterAll(() => trial[Symbol.asyncDispose]());

  const aheadOf = (ms: number): Date => new Date(trial.now().getTime() + ms);
  const newRequest = (changes: Partial<SessionRequest> = {}): SessionRequest => ({
    checkoutId: newId(),
    description: 'Participant ticket: Copa «Ñandú» & friends',
    amountMinor: 2_000_000,
    currency: 'COP',
    successUrl: 'https://arena.example/paid?from=ticket&seat=1#top',
    cancelUrl: 'https://arena.example/back',
    expiresAt: aheadOf(31 * MINUTE_MS),
    ...changes,
  });
  const openNew = (changes: Partial<SessionRequest> = {}): Promise<ProviderSession> => {
    const request = newRequest(changes);
    return trial.provider.openSession(request, `checkout:${request.checkoutId}:session`);
  };
  const stateOf = async ({ id }: { id: string }): Promise<SessionState> =>
    (await trial.provider.findSession(id)).state;
  /** A session that has been paid, and its payment. */
  const openPaid = async () => {
    const session = await openNew();
    await trial.pay(session);
    const state = await stateOf(session);
    if (state.status !== 'PAID') throw new Error(`The session is ${state.status}`);
    return { ...session, paymentId: state.paymentId };
  };
  const refund = ({ paymentId, checkoutId }: { paymentId: string; checkoutId: string }, attempt = 1) =>
    trial.provider.refund({ paymentId, checkoutId }, `checkout:${checkoutId}:refund:${attempt}`);
  const ofSession = ({ id: sessionId }: { id: string }) => ({ kind: 'SESSION' as const, sessionId });
  const ofPayment = ({ paymentId }: { paymentId: string }) => ({ kind: 'PAYMENT' as const, paymentId });

  test('bears its name', () => {
    expect(trial.provider.name).toBe(name);
  });

  describe('a session', () => {
    test('is open, tells what is to be paid and where, and is found again', async () => {
      const request = newRequest();
      const opened = await trial.provider.openSession(request, `checkout:${request.checkoutId}:session`);
      expect(opened).toEqual({
        id: expect.any(String),
        checkoutId: request.checkoutId,
        url: expect.stringMatching(/^https?:\/\//),
        amountMinor: 2_000_000,
        currency: 'COP',
        state: { status: 'OPEN' },
      });
      expect(await trial.provider.findSession(opened.id)).toEqual(opened);
    });

    test('is the same for the same key, and no other for another request under that key', async () => {
      const request = newRequest();
      const key = `checkout:${request.checkoutId}:session`;
      const sessions = await Promise.all([1, 2, 3].map(() => trial.provider.openSession(request, key)));
      expect(new Set(sessions.map(({ id }) => id)).size).toBe(1);
      for (const change of [{ amountMinor: 1_999_999 }, { checkoutId: newId() }, { description: 'More' }])
        expect(await refusal(trial.provider.openSession({ ...request, ...change }, key))).toBe(
          'idempotency_error',
        );
    });

    test('takes amounts to the last unit, up to the largest, and none that it cannot take', async () => {
      for (const amountMinor of [1, trial.maxAmountMinor - 1, trial.maxAmountMinor])
        expect((await openNew({ amountMinor })).amountMinor).toBe(amountMinor);
      expect(await refusal(openNew({ amountMinor: trial.maxAmountMinor + 1 }))).toBe('amount_too_large');
      for (const amountMinor of [0, -1, 0.5, Number.NaN])
        await expect(openNew({ amountMinor })).rejects.toThrow(ProviderRefused);
    });

    test('is not opened for less than half an hour or more than a day', async () => {
      expect(await refusal(openNew({ expiresAt: aheadOf(29 * MINUTE_MS) }))).toBe('expires_at');
      expect(await refusal(openNew({ expiresAt: aheadOf(25 * 60 * MINUTE_MS) }))).toBe('expires_at');
    });

    test('that there is none of is neither found nor expired', async () => {
      expect(await refusal(trial.provider.findSession('cs_unknown'))).toBe('resource_missing');
      expect(await refusal(trial.provider.expireSession('cs_unknown'))).toBe('resource_missing');
    });

    test('that is paid leads to the success address and is told of', async () => {
      const session = await openNew();
      const answer = await trial.pay(session);
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toBe('https://arena.example/paid?from=ticket&seat=1#top');
      const paid = await trial.provider.findSession(session.id);
      expect(paid).toEqual({
        ...session,
        url: null,
        state: { status: 'PAID', paymentId: expect.any(String) },
      });
      await trial.receiver.untilTold('checkout.session.completed', ofSession(session));
    });

    test('that is paid twice has one payment', async () => {
      const session = await openNew();
      const answers = await Promise.all([1, 2, 3].map(() => trial.pay(session)));
      expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
      const state = await stateOf(session);
      await trial.pay(session);
      expect(await stateOf(session)).toEqual(state);
      await trial.receiver.untilTold('checkout.session.completed', ofSession(session));
    });

    test('that is expired cannot be paid, and is told of', async () => {
      const session = await openNew();
      const expired = { ...session, url: null, state: { status: 'EXPIRED' } };
      expect(await trial.provider.expireSession(session.id)).toEqual(expired);
      expect(await trial.provider.expireSession(session.id)).toEqual(expired);
      await trial.pay(session);
      expect(await trial.provider.findSession(session.id)).toEqual(expired);
      await trial.receiver.untilTold('checkout.session.expired', ofSession(session));
    });

    test('expires by itself when its time is over', async () => {
      const session = await openNew();
      await trial.timePasses(31 * MINUTE_MS);
      expect(await stateOf(session)).toEqual({ status: 'EXPIRED' });
      await trial.pay(session);
      expect(await stateOf(session)).toEqual({ status: 'EXPIRED' });
      await trial.timePasses(MINUTE_MS);
      await trial.receiver.untilTold('checkout.session.expired', ofSession(session));
    });

    test('that was paid stands, whoever expires it afterwards', async () => {
      const session = await openPaid();
      const paid = { status: 'PAID', paymentId: session.paymentId };
      expect((await trial.provider.expireSession(session.id)).state).toEqual(paid);
      await trial.timePasses(60 * MINUTE_MS);
      expect(await stateOf(session)).toEqual(paid);
    });

    test('is either paid or expired when both are asked for at once', async () => {
      const sessions = await Promise.all([1, 2, 3, 4].map(() => openNew()));
      for (const session of sessions) {
        const [, expired] = await Promise.all([trial.pay(session), trial.provider.expireSession(session.id)]);
        const state = await stateOf(session);
        expect(expired.state).toEqual(state);
        expect(['PAID', 'EXPIRED']).toContain(state.status);
      }
    });

    test('whose payment is cleared later is PROCESSING until then', async () => {
      const session = await openNew();
      await trial.payLater(session.id);
      const state = await stateOf(session);
      expect(state).toEqual({ status: 'PROCESSING', paymentId: expect.any(String) });
      if (state.status !== 'PROCESSING') return;
      expect((await trial.provider.expireSession(session.id)).state).toEqual(state);
      await trial.settle(state.paymentId, 'SUCCEEDED');
      expect(await stateOf(session)).toEqual({ status: 'PAID', paymentId: state.paymentId });
      await trial.receiver.untilTold('checkout.session.async_payment_succeeded', ofSession(session));
    });

    test('whose payment is refused in the end has FAILED, with the reason', async () => {
      const session = await openNew();
      await trial.payLater(session.id);
      const state = await stateOf(session);
      if (state.status !== 'PROCESSING') throw new Error(state.status);
      await trial.settle(state.paymentId, 'FAILED');
      expect(await stateOf(session)).toEqual({ status: 'FAILED', reason: 'insufficient_funds' });
      expect((await trial.provider.findSession(session.id)).url).toBeNull();
      await trial.receiver.untilTold('checkout.session.async_payment_failed', ofSession(session));
    });
  });

  describe('a payment', () => {
    test('knows its checkout, and that nothing of it has gone back', async () => {
      const { paymentId, checkoutId } = await openPaid();
      expect(await trial.provider.findPayment(paymentId)).toEqual({
        id: paymentId,
        checkoutId,
        refundedMinor: 0,
        refunds: [],
        disputes: [],
      });
      expect(await refusal(trial.provider.findPayment('pi_unknown'))).toBe('resource_missing');
    });

    test('goes back whole, and once, however often that is asked for', async () => {
      const session = await openPaid();
      const refunds = await Promise.all([refund(session), refund(session), refund(session, 2)]);
      expect(new Set(refunds.map(({ id }) => id)).size).toBe(1);
      const done = { id: refunds[0].id, amountMinor: 2_000_000, status: 'SUCCEEDED', reason: null };
      expect(refunds[0]).toEqual(done);
      expect(await refund(session, 3)).toEqual(done);
      expect(await trial.provider.findPayment(session.paymentId)).toMatchObject({
        refundedMinor: 2_000_000,
        refunds: [done],
      });
      expect(await stateOf(session)).toEqual({ status: 'PAID', paymentId: session.paymentId });
      await trial.receiver.untilTold('charge.refunded', ofPayment(session));
    });

    test('is not refunded under the key of another', async () => {
      const [one, other] = [await openPaid(), await openPaid()];
      await refund(one);
      const underItsKey = trial.provider.refund(other, `checkout:${one.checkoutId}:refund:1`);
      expect(await refusal(underItsKey)).toBe('idempotency_error');
      expect((await trial.provider.findPayment(other.paymentId)).refunds).toEqual([]);
    });

    test('that was never taken is not refunded', async () => {
      const session = await openNew();
      await trial.payLater(session.id);
      const state = await stateOf(session);
      if (state.status !== 'PROCESSING') throw new Error(state.status);
      await refusal(refund({ ...session, paymentId: state.paymentId }));
      expect((await trial.provider.findPayment(state.paymentId)).refunds).toEqual([]);
      expect(await refusal(refund({ ...session, paymentId: 'pi_unknown' }, 2))).toBe('resource_missing');
    });

    test('whose refund fails has not gone back, and goes back by another', async () => {
      const session = await openPaid();
      const first = await refund(session);
      await trial.failRefund(first.id);
      expect(await trial.provider.findPayment(session.paymentId)).toMatchObject({
        refundedMinor: 0,
        refunds: [{ id: first.id, status: 'FAILED', reason: 'expired_or_canceled_card' }],
      });
      await trial.receiver.untilTold('refund.failed', ofPayment(session));
      expect((await refund(session)).id).toBe(first.id);

      const second = await refund(session, 2);
      expect(second).toMatchObject({ status: 'SUCCEEDED' });
      expect(await trial.provider.findPayment(session.paymentId)).toMatchObject({
        refundedMinor: 2_000_000,
        refunds: [{ id: second.id }, { id: first.id }],
      });
    });

    test.each(['WON', 'LOST'] as const)(
      'that is disputed is not refunded, and tells that it is %s',
      async (end) => {
        const session = await openPaid();
        const disputes = async () => (await trial.provider.findPayment(session.paymentId)).disputes;
        await trial.openDispute(session.paymentId);
        const whole = { id: expect.any(String), amountMinor: 2_000_000 };
        expect(await disputes()).toEqual([{ ...whole, status: 'OPEN' }]);
        await trial.receiver.untilTold('charge.dispute.created', ofPayment(session));
        expect(await refusal(refund(session))).toBe('charge_disputed');
        await trial.closeDispute(session.paymentId, end);
        expect(await disputes()).toEqual([{ ...whole, status: end }]);
        await trial.receiver.untilTold('charge.dispute.closed', ofPayment(session));
        if (end === 'WON') expect(await refund(session, 2)).toMatchObject({ status: 'SUCCEEDED' });
        else expect(await refusal(refund(session, 2))).toBe('charge_disputed');
      },
    );

    test('that is disputed in part, and again, tells of each and of how much', async () => {
      const { paymentId, ...session } = await openPaid();
      const disputes = async () =>
        (await trial.provider.findPayment(paymentId)).disputes.map(({ amountMinor, status }) => [
          amountMinor,
          status,
        ]);
      await trial.openDispute(paymentId, 500_000);
      await trial.closeDispute(paymentId, 'WON');
      await trial.timePasses(MINUTE_MS);
      await trial.openDispute(paymentId, 700_000);
      expect(await disputes()).toEqual([
        [700_000, 'OPEN'],
        [500_000, 'WON'],
      ]);
      expect(await refusal(refund({ ...session, paymentId }))).toBe('charge_disputed');
      await trial.closeDispute(paymentId, 'LOST');
      expect(await disputes()).toEqual([
        [700_000, 'LOST'],
        [500_000, 'WON'],
      ]);
      expect((await trial.provider.findPayment(paymentId)).refundedMinor).toBe(0);
    });
  });

  describe('a webhook', () => {
    const event = (changes: object = {}): string =>
      JSON.stringify({
        id: 'evt_1',
        object: 'event',
        type: 'checkout.session.completed',
        livemode: false,
        data: { object: { id: 'cs_1', metadata: { checkoutId: newId() } } },
        ...changes,
      });
    const read = (body: string, signature: string | undefined = trial.sign(body)) =>
      trial.provider.readWebhook(Buffer.from(body), signature);
    const refusalOf = (body: string, signature?: string): string => {
      try {
        read(body, signature);
      } catch (error) {
        if (error instanceof WebhookRefused) return error.reason;
        throw error;
      }
      return 'none';
    };

    test('tells which session or payment to look at', () => {
      expect(read(event())).toEqual({
        id: 'evt_1',
        type: 'checkout.session.completed',
        subject: { kind: 'SESSION', sessionId: 'cs_1' },
      });
      for (const type of ['charge.refunded', 'refund.updated', 'charge.dispute.closed']) {
        const about = (payment: string | null) =>
          read(event({ type, data: { object: { payment_intent: payment } } }));
        expect(about('pi_1').subject).toEqual({ kind: 'PAYMENT', paymentId: 'pi_1' });
        expect(about(null).subject).toBeNull();
      }
      expect(read(event({ type: 'customer.created' })).subject).toBeNull();
    });

    test.each([undefined, null, {}, { checkoutId: 'of something else' }])(
      'about a session that bears %j is none of ours',
      (metadata) => {
        expect(read(event({ data: { object: { id: 'cs_1', metadata } } })).subject).toBeNull();
      },
    );

    test('may bear letters of any kind', () => {
      expect(read(event({ id: 'evt_ñ€😀' }))).toMatchObject({ id: 'evt_ñ€😀' });
    });

    test('is refused unsigned, or signed by another', () => {
      const body = event();
      expect(() => trial.provider.readWebhook(Buffer.from(body), undefined)).toThrow('UNSIGNED');
      expect(() => trial.provider.readWebhook(Buffer.from(body), '')).toThrow('UNSIGNED');
      expect(refusalOf(body, 'nonsense')).toBe('BAD_SIGNATURE');
      expect(refusalOf(body, trial.sign(body, trial.now(), 'whsec_of_another'))).toBe('BAD_SIGNATURE');
      expect(refusalOf(body, trial.sign(body).replace('v1=', 'v0='))).toBe('BAD_SIGNATURE');
    });

    test('is refused when a byte of it, or its time, was changed', () => {
      const body = event();
      const signature = trial.sign(body);
      expect(refusalOf(body.replace('cs_1', 'cs_2'), signature)).toBe('BAD_SIGNATURE');
      expect(refusalOf(`${body} `, signature)).toBe('BAD_SIGNATURE');
      expect(refusalOf('', signature)).toBe('BAD_SIGNATURE');
      const later = signature.replace(/t=(\d+)/, (_, seconds) => `t=${Number(seconds) + 1}`);
      expect(refusalOf(body, later)).toBe('BAD_SIGNATURE');
    });

    test('is read up to 300 seconds after it was signed', () => {
      const body = event();
      const signedAgo = (seconds: number) => trial.sign(body, aheadOf(-seconds * 1_000));
      expect(refusalOf(body, signedAgo(298))).toBe('none');
      expect(refusalOf(body, signedAgo(302))).toBe('STALE');
    });

    test('of the other mode is refused', () => {
      expect(refusalOf(event({ livemode: true }))).toBe('WRONG_MODE');
    });

    test.each([
      ['no JSON', '{'],
      ['no object', '"event"'],
      ['null', 'null'],
      ['no event', event({ object: 'charge' })],
      ['no id', event({ id: undefined })],
      ['no object to look at', event({ data: {} })],
      ['a session without an id', event({ data: { object: {} } })],
      ['a refund without its payment', event({ type: 'charge.refunded' })],
      [
        'a payment that is no text',
        event({ type: 'charge.refunded', data: { object: { payment_intent: 1 } } }),
      ],
    ])('that is signed and yet %s is refused', (_, body) => {
      expect(refusalOf(body)).toBe('MALFORMED');
    });
  });
});
