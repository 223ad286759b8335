import { randomBytes } from 'node:crypto';
import { testIdentityJwks } from '@arena/testing';
import { expect, test } from 'vitest';
import { parseEnv } from '../src/index.ts';

const good = {
  DATABASE_URL: 'postgres://localhost/users',
  IDENTITY_JWKS: testIdentityJwks,
  KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
};

test('what may be left out has its default', () => {
  expect(parseEnv(good)).toMatchObject({
    ACCESS_TOKEN_ISSUER: 'arena',
    ACCESS_TOKEN_AUDIENCE: 'arena',
    KEY_ROTATION_DAYS: 30,
    RATE_LIMITS: 'on',
    LOGIN_FAILURES_PER_ACCOUNT: 10,
    LOGIN_FAILURES_PER_ADDRESS: 50,
    LOGIN_WINDOW_MS: 900_000,
  });
});

test.each(['base64', 'base64url'] as const)('the encryption key may be %s', (encoding) => {
  const bytes = Buffer.alloc(32, 0xfb);
  expect(parseEnv({ ...good, KEY_ENCRYPTION_KEY: bytes.toString(encoding) }).KEY_ENCRYPTION_KEY).toEqual(
    new Uint8Array(bytes),
  );
});

test.each([
  ['missing', { KEY_ENCRYPTION_KEY: '' }, /KEY_ENCRYPTION_KEY: is missing/],
  ['of 31 bytes', { KEY_ENCRYPTION_KEY: randomBytes(31).toString('base64') }, /KEY_ENCRYPTION_KEY: must be/],
  ['of 33 bytes', { KEY_ENCRYPTION_KEY: randomBytes(33).toString('base64') }, /KEY_ENCRYPTION_KEY: must be/],
  ['not base64', { KEY_ENCRYPTION_KEY: '!'.repeat(43) }, /KEY_ENCRYPTION_KEY: must be/],
])('an encryption key that is %s is refused', (_, override, message) => {
  expect(() => parseEnv({ ...good, ...override })).toThrow(message);
});

test('RATE_LIMITS=off is refused in production alone', () => {
  expect(parseEnv({ ...good, RATE_LIMITS: 'off' }).RATE_LIMITS).toBe('off');
  expect(() => parseEnv({ ...good, RATE_LIMITS: 'off', NODE_ENV: 'production' })).toThrow(
    /RATE_LIMITS: must be on/,
  );
});
