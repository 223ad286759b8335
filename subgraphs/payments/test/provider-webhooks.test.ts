import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebhookRefused } from '../src/providers/errors.ts';
import { aheadOf, PROVIDERS } from './provider-contract.ts';
import type { ProviderOnTrial } from './providers-on-trial.ts';

describe.each(PROVIDERS)('a webhook of %s', (_, open) => {
  let trial: ProviderOnTrial;
  beforeAll(async () => {
    trial = await open();
  });
  afterAll(() => trial[Symbol.asyncDispose]());

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

  test('is read by the old secret and by the new one while it is signed by both, as Stripe does for a day', () => {
    const body = event();
    const at = trial.now();
    const ours = trial.sign(body, at);
    const theirs = trial.sign(body, at, 'whsec_of_the_other_of_the_two');
    const signatureOf = (header: string) => header.slice(header.indexOf('v1='));
    expect(refusalOf(body, `${ours},${signatureOf(theirs)}`)).toBe('none');
    expect(refusalOf(body, `${theirs},${signatureOf(ours)}`)).toBe('none');
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
    const signedAgo = (seconds: number) => trial.sign(body, aheadOf(trial, -seconds * 1_000));
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
