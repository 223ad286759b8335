import { EnvError } from '@arena/subgraph-kit';
import { testIdentityJwks } from '@arena/testing';
import { expect, test } from 'vitest';
import { parseEnv } from '../src/env.ts';

const parsed = (variables: Record<string, string> = {}) =>
  parseEnv({ DATABASE_URL: 'postgres://localhost/x', IDENTITY_JWKS: testIdentityJwks, ...variables });
const STRIPE = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' };

/** The variables that are at fault. */
function faultsOf(variables: Record<string, string>): string[] {
  try {
    parsed(variables);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return [...error.message.matchAll(/^ {2}- (\w+):/gm)].map(([, name]) => name ?? '');
  }
  return [];
}

test('without a key of Stripe the sandbox takes the payments, with one Stripe does', () => {
  expect(parsed().PAYMENT_PROVIDER).toBe('sandbox');
  expect(parsed(STRIPE).PAYMENT_PROVIDER).toBe('stripe');
  expect(parsed({ ...STRIPE, PAYMENT_PROVIDER: 'sandbox' }).PAYMENT_PROVIDER).toBe('sandbox');
});

test('the sandbox is refused in production', () => {
  expect(faultsOf({ NODE_ENV: 'production' })).toEqual(['PAYMENT_PROVIDER']);
  expect(faultsOf({ NODE_ENV: 'production', ...STRIPE, PAYMENT_PROVIDER: 'sandbox' })).toEqual([
    'PAYMENT_PROVIDER',
  ]);
  expect(faultsOf({ NODE_ENV: 'production', ...STRIPE })).toEqual([]);
});

test('the sandbox takes no payments for others than this machine unless it is named', () => {
  const elsewhere = { PUBLIC_URL: 'https://arena.example' };
  expect(faultsOf(elsewhere)).toEqual(['PAYMENT_PROVIDER']);
  expect(parsed({ ...elsewhere, PAYMENT_PROVIDER: 'sandbox' }).PAYMENT_PROVIDER).toBe('sandbox');
  expect(parsed({ ...elsewhere, ...STRIPE }).PAYMENT_PROVIDER).toBe('stripe');
  expect(parsed({ PUBLIC_URL: 'http://127.0.0.1:4000' }).PAYMENT_PROVIDER).toBe('sandbox');
});

test('Stripe needs its key and its secret, and its key goes over TLS in production', () => {
  expect(faultsOf({ PAYMENT_PROVIDER: 'stripe' })).toEqual(['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET']);
  expect(faultsOf({ ...STRIPE, STRIPE_SECRET_KEY: 'pk_test_1' })).toEqual(['STRIPE_SECRET_KEY']);
  expect(faultsOf({ ...STRIPE, STRIPE_WEBHOOK_SECRET: 'secret' })).toEqual(['STRIPE_WEBHOOK_SECRET']);
  const plain = { ...STRIPE, STRIPE_API_URL: 'http://127.0.0.1:12111' };
  expect(parsed(plain).STRIPE_API_URL).toBe('http://127.0.0.1:12111');
  expect(faultsOf({ ...plain, NODE_ENV: 'production' })).toEqual(['STRIPE_API_URL']);
});

test('a fault never quotes a secret', () => {
  expect(() => parsed({ STRIPE_SECRET_KEY: 'pk_test_abc', STRIPE_WEBHOOK_SECRET: 'abc' })).toThrow(
    expect.not.objectContaining({ message: expect.stringContaining('abc') }),
  );
});

test('buyers return to the gateway, by either of its names on this machine, unless told otherwise', () => {
  expect(parsed().RETURN_ORIGINS).toEqual(['http://localhost:4000', 'http://127.0.0.1:4000']);
  expect(parsed({ PUBLIC_URL: 'https://127.0.0.1' }).RETURN_ORIGINS).toEqual([
    'https://localhost',
    'https://127.0.0.1',
  ]);
  expect(parsed({ ...STRIPE, PUBLIC_URL: 'https://arena.example/' }).RETURN_ORIGINS).toEqual([
    'https://arena.example',
  ]);
  const given = 'https://arena.example, https://www.arena.example:8443';
  expect(parsed({ RETURN_ORIGINS: given }).RETURN_ORIGINS).toEqual([
    'https://arena.example',
    'https://www.arena.example:8443',
  ]);
  for (const wrong of ['https://arena.example/shop', 'arena.example', 'javascript:alert(1)', '*', ','])
    expect(faultsOf({ RETURN_ORIGINS: wrong }), wrong).toEqual(['RETURN_ORIGINS']);
});

test('the smallest donation is a whole number of minor units above zero', () => {
  expect(parsed().MIN_DONATION).toBe(250_000);
  expect(parsed({ MIN_DONATION: '1' }).MIN_DONATION).toBe(1);
  for (const wrong of ['0', '-1', '0.5', 'ten', '9007199254740992'])
    expect(faultsOf({ MIN_DONATION: wrong }), wrong).toEqual(['MIN_DONATION']);
});

test('webhooks of the sandbox overtake each other within a delay, and not without one', () => {
  expect(faultsOf({ SANDBOX_WEBHOOK_SHUFFLE: 'on' })).toEqual(['SANDBOX_WEBHOOK_SHUFFLE']);
  expect(faultsOf({ SANDBOX_WEBHOOK_SHUFFLE: 'on', SANDBOX_WEBHOOK_DELAY_MS: '500' })).toEqual([]);
});
