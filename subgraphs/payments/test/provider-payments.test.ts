import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE_MS, openNew, openPaid, PROVIDERS, refusal, stateOf } from './provider-contract.ts';
import type { ProviderOnTrial } from './providers-on-trial.ts';

describe.each(PROVIDERS)('a payment of %s', (_, open) => {
  let trial: ProviderOnTrial;
  beforeAll(async () => {
    trial = await open();
  });
  afterAll(() => trial[Symbol.asyncDispose]());

  const refund = ({ paymentId, checkoutId }: { paymentId: string; checkoutId: string }, attempt = 1) =>
    trial.provider.refund({ paymentId, checkoutId }, `checkout:${checkoutId}:refund:${attempt}`);
  const ofPayment = ({ paymentId }: { paymentId: string }) => ({ kind: 'PAYMENT' as const, paymentId });

  test('knows its checkout, and that nothing of it has gone back', async () => {
    const { paymentId, checkoutId } = await openPaid(trial);
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
    const session = await openPaid(trial);
    const refunds = await Promise.all([refund(session), refund(session), refund(session, 2)]);
    expect(new Set(refunds.map(({ id }) => id)).size).toBe(1);
    const done = { id: refunds[0].id, amountMinor: 2_000_000, status: 'SUCCEEDED', reason: null };
    expect(refunds[0]).toEqual(done);
    expect(await refund(session, 3)).toEqual(done);
    expect(await trial.provider.findPayment(session.paymentId)).toMatchObject({
      refundedMinor: 2_000_000,
      refunds: [done],
    });
    expect(await stateOf(trial, session)).toEqual({ status: 'PAID', paymentId: session.paymentId });
    await trial.receiver.untilTold('charge.refunded', ofPayment(session));
  });

  test('is not refunded under the key of another', async () => {
    const [one, other] = [await openPaid(trial), await openPaid(trial)];
    await refund(one);
    const underItsKey = trial.provider.refund(other, `checkout:${one.checkoutId}:refund:1`);
    expect(await refusal(underItsKey)).toBe('idempotency_error');
    expect((await trial.provider.findPayment(other.paymentId)).refunds).toEqual([]);
  });

  test('that was never taken is not refunded', async () => {
    const session = await openNew(trial);
    await trial.payLater(session.id);
    const state = await stateOf(trial, session);
    if (state.status !== 'PROCESSING') throw new Error(state.status);
    await refusal(refund({ ...session, paymentId: state.paymentId }));
    expect((await trial.provider.findPayment(state.paymentId)).refunds).toEqual([]);
    expect(await refusal(refund({ ...session, paymentId: 'pi_unknown' }, 2))).toBe('resource_missing');
  });

  test('whose refund fails has not gone back, and goes back by another', async () => {
    const session = await openPaid(trial);
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
      const session = await openPaid(trial);
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
    const { paymentId, ...session } = await openPaid(trial);
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
