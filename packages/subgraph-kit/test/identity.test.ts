import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import {
  ANONYMOUS,
  createIdentitySigner,
  createIdentityVerifier,
  IDENTITY_ISSUER,
  IDENTITY_TYPE,
  newId,
} from '../src/index.ts';

const { publicKey, privateKey } = await generateKeyPair('EdDSA');
const kid = 'gateway-key';
const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' }] });
const alice = { userId: newId(), sessionId: newId(), scopes: ['a', 'b'] };

let clockMs = Date.now();
const now = () => clockMs;
const sign = createIdentitySigner({ privateKey, kid }, now);
const verify = createIdentityVerifier('users', keys, now);

const forged = (header: object, claims: object, key: Parameters<SignJWT['sign']>[0] = privateKey) => {
  const issuedAt = Math.floor(now() / 1000);
  return new SignJWT({
    iss: IDENTITY_ISSUER,
    aud: 'users',
    sub: alice.userId,
    iat: issuedAt,
    exp: issuedAt + 60,
    ...claims,
  })
    .setProtectedHeader({ alg: 'EdDSA', typ: IDENTITY_TYPE, kid, ...header })
    .sign(key);
};

test('what was signed is what is verified', async () => {
  expect(await verify(await sign(alice, 'users'))).toEqual(alice);
  expect(await verify(await sign(ANONYMOUS, 'users'))).toEqual(ANONYMOUS);
});

test('an identity for another subgraph', async () => {
  await expect(verify(await sign(alice, 'payments'))).rejects.toThrow('not valid');
});

test('callers never share a token', async () => {
  const tokens = await Promise.all([
    sign(alice, 'users'),
    sign({ ...alice, scopes: ['a'] }, 'users'),
    sign({ ...alice, sessionId: newId() }, 'users'),
    sign(ANONYMOUS, 'users'),
  ]);
  expect(new Set(tokens).size).toBe(tokens.length);
});

test('a token remembered as valid is refused once it has expired', async () => {
  const token = await sign(alice, 'users');
  await verify(token);
  clockMs += 66_000;
  await expect(verify(token)).rejects.toThrow('not valid');
});

test('a token remembered as valid is refused within a minute of its key being withdrawn', async () => {
  let trusted = keys;
  const verifyByTrusted = createIdentityVerifier('users', (header, token) => trusted(header, token), now);
  const token = await forged({}, { exp: Math.floor(now() / 1000) + 3_600 });
  expect(await verifyByTrusted(token)).toMatchObject({ userId: alice.userId });
  trusted = createLocalJWKSet({ keys: [] });
  clockMs += 60_000;
  await expect(verifyByTrusted(token)).rejects.toThrow('not valid');
});

test('no token', async () => {
  await expect(verify(undefined)).rejects.toThrow('missing');
});

test.each([
  ['of another issuer', {}, { iss: 'elsewhere' }],
  ['of another type, such as an access token', { typ: 'at+jwt' }, {}],
  ['without expiry', {}, { exp: undefined }],
])('a token %s', async (_what, header, claims) => {
  await expect(verify(await forged(header, claims))).rejects.toThrow('not valid');
});

test('a token signed by another key, under our key’s id', async () => {
  const other = await generateKeyPair('EdDSA');
  await expect(verify(await forged({}, {}, other.privateKey))).rejects.toThrow('not valid');
});

test('a token that cannot be checked is not called bad', async () => {
  const withoutKeys = createIdentityVerifier('users', async () => {
    throw new TypeError('fetch failed');
  });
  await expect(withoutKeys(await sign(alice, 'users'))).rejects.toThrow('cannot be checked');
});

test('a token signed with HS256', async () => {
  await expect(
    verify(await forged({ alg: 'HS256' }, {}, new TextEncoder().encode('x'.repeat(32)))),
  ).rejects.toThrow('not valid');
});
