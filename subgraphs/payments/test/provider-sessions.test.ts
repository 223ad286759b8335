import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProviderRefused } from '../src/providers/errors.ts';
import {
  aheadOf,
  MINUTE_MS,
  newRequest,
  ofSession,
  openNew,
  openPaid,
  PROVIDERS,
  refusal,
  stateOf,
} from './provider-contract.ts';
import type { ProviderOnTrial } from './providers-on-trial.ts';

describe.each(PROVIDERS)('a session of %s', (name, open) => {
  let trial: ProviderOnTrial;
  beforeAll(async () => {
    trial = await open();
  });
  afterAll(() => trial[Symbol.asyncDispose]());

  test('bears its name', () => {
    expect(trial.provider.name).toBe(name);
  });

  test('is open, tells what is to be paid and where, and is found again', async () => {
    const request = newRequest(trial);
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
    const request = newRequest(trial);
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
      expect((await openNew(trial, { amountMinor })).amountMinor).toBe(amountMinor);
    expect(await refusal(openNew(trial, { amountMinor: trial.maxAmountMinor + 1 }))).toBe('amount_too_large');
    for (const amountMinor of [0, -1, 0.5, Number.NaN])
      await expect(openNew(trial, { amountMinor })).rejects.toThrow(ProviderRefused);
  });

  test('is not opened for less than half an hour or more than a day', async () => {
    expect(await refusal(openNew(trial, { expiresAt: aheadOf(trial, 29 * MINUTE_MS) }))).toBe('expires_at');
    expect(await refusal(openNew(trial, { expiresAt: aheadOf(trial, 25 * 60 * MINUTE_MS) }))).toBe(
      'expires_at',
    );
  });

  test('that there is none of is neither found nor expired', async () => {
    expect(await refusal(trial.provider.findSession('cs_unknown'))).toBe('resource_missing');
    expect(await refusal(trial.provider.expireSession('cs_unknown'))).toBe('resource_missing');
  });

  test('that is paid leads to the success address and is told of', async () => {
    const session = await openNew(trial);
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
    const session = await openNew(trial);
    const answers = await Promise.all([1, 2, 3].map(() => trial.pay(session)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const state = await stateOf(trial, session);
    await trial.pay(session);
    expect(await stateOf(trial, session)).toEqual(state);
    await trial.receiver.untilTold('checkout.session.completed', ofSession(session));
  });

  test('that is expired cannot be paid, and is told of', async () => {
    const session = await openNew(trial);
    const expired = { ...session, url: null, state: { status: 'EXPIRED' } };
    expect(await trial.provider.expireSession(session.id)).toEqual(expired);
    expect(await trial.provider.expireSession(session.id)).toEqual(expired);
    await trial.pay(session);
    expect(await trial.provider.findSession(session.id)).toEqual(expired);
    await trial.receiver.untilTold('checkout.session.expired', ofSession(session));
  });

  test('expires by itself when its time is over', async () => {
    const session = await openNew(trial);
    await trial.timePasses(31 * MINUTE_MS);
    expect(await stateOf(trial, session)).toEqual({ status: 'EXPIRED' });
    await trial.pay(session);
    expect(await stateOf(trial, session)).toEqual({ status: 'EXPIRED' });
    await trial.timePasses(MINUTE_MS);
    await trial.receiver.untilTold('checkout.session.expired', ofSession(session));
  });

  test('that was paid stands, whoever expires it afterwards', async () => {
    const session = await openPaid(trial);
    const paid = { status: 'PAID', paymentId: session.paymentId };
    expect((await trial.provider.expireSession(session.id)).state).toEqual(paid);
    await trial.timePasses(60 * MINUTE_MS);
    expect(await stateOf(trial, session)).toEqual(paid);
  });

  test('is either paid or expired when both are asked for at once', async () => {
    const sessions = await Promise.all([1, 2, 3, 4].map(() => openNew(trial)));
    for (const session of sessions) {
      const [, expired] = await Promise.all([trial.pay(session), trial.provider.expireSession(session.id)]);
      const state = await stateOf(trial, session);
      expect(expired.state).toEqual(state);
      expect(['PAID', 'EXPIRED']).toContain(state.status);
    }
  });

  test('whose payment is cleared later is PROCESSING until then', async () => {
    const session = await openNew(trial);
    await trial.payLater(session.id);
    const state = await stateOf(trial, session);
    expect(state).toEqual({ status: 'PROCESSING', paymentId: expect.any(String) });
    if (state.status !== 'PROCESSING') return;
    expect((await trial.provider.expireSession(session.id)).state).toEqual(state);
    await trial.settle(state.paymentId, 'SUCCEEDED');
    expect(await stateOf(trial, session)).toEqual({ status: 'PAID', paymentId: state.paymentId });
    await trial.receiver.untilTold('checkout.session.async_payment_succeeded', ofSession(session));
  });

  test('whose payment is refused in the end has FAILED, with the reason', async () => {
    const session = await openNew(trial);
    await trial.payLater(session.id);
    const state = await stateOf(trial, session);
    if (state.status !== 'PROCESSING') throw new Error(state.status);
    await trial.settle(state.paymentId, 'FAILED');
    expect(await stateOf(trial, session)).toEqual({ status: 'FAILED', reason: 'insufficient_funds' });
    expect((await trial.provider.findSession(session.id)).url).toBeNull();
    await trial.receiver.untilTold('checkout.session.async_payment_failed', ofSession(session));
  });
});
