import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createIdentitySigner, newId } from '@arena/subgraph-kit';
import { codeOf } from '@arena/testing';
import { decodeJwt, exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessToken, bearer, jwks, signingKey } from './access-tokens.ts';
import { startedGateway, type StartedGateway } from './started-gateway.ts';

const MESSAGE = 'The access token is not valid';

let gateway: StartedGateway;
beforeAll(async () => {
  gateway = await startedGateway({ jwks });
  gateway.users.answer = () => ({ body: { data: { me: null } } });
});
afterAll(() => gateway[Symbol.asyncDispose]());

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The claims of a genuine token. */
const genuineClaims = async () => decodeJwt(await accessToken());

async function expectRefused(token: string): Promise<void> {
  const before = gateway.users.received.length;
  const answer = await gateway.ask('{ me { id } }', {}, bearer(token));
  expect(answer).toMatchObject({ status: 401, errors: [{ message: MESSAGE }] });
  expect(codeOf(answer)).toBe('UNAUTHENTICATED');
  expect(gateway.users.received.length, 'no fetch is made').toBe(before);
}

test('a genuine token is let in, so that the refusals below mean something', async () => {
  const answer = await gateway.ask('{ me { id } }', {}, bearer(await accessToken()));
  expect(answer).toMatchObject({ status: 200, data: { me: null } });
});

test('alg none: an unsigned token', async () => {
  const header = encode({ alg: 'none', typ: 'at+jwt', kid: signingKey.kid });
  await expectRefused(`${header}.${encode(await genuineClaims())}.`);
  await expectRefused(`${header}.${encode(await genuineClaims())}.AA`);
});

test('alg HS256 with the public key as the secret', async () => {
  const secrets = [
    Buffer.from(signingKey.publicJwk.x as string),
    Buffer.from(signingKey.publicJwk.x as string, 'base64url'),
  ];
  for (const secret of secrets)
    await expectRefused(await accessToken({ header: { alg: 'HS256' }, key: secret }));
});

test('a signature by another key', async () => {
  const { privateKey } = await generateKeyPair('EdDSA');
  await expectRefused(await accessToken({ key: privateKey }));
});

test('a payload exchanged under a genuine signature', async () => {
  const [header, , signature] = (await accessToken()).split('.');
  await expectRefused(
    `${header}.${encode({ ...(await genuineClaims()), scope: 'platform:admin' })}.${signature}`,
  );
});

test('a wrong issuer', async () =>
  expectRefused(await accessToken({ claims: { iss: 'https://evil.example' } })));

test('a wrong audience', async () =>
  expectRefused(await accessToken({ claims: { aud: 'another-service' } })));

test('a wrong typ', async () => {
  for (const typ of ['JWT', 'id+jwt', undefined]) await expectRefused(await accessToken({ header: { typ } }));
});

test('an expired token, beyond the clock tolerance of 5 s', async () => {
  const now = Math.floor(Date.now() / 1000);
  await expectRefused(await accessToken({ claims: { exp: now - 6 } }));
});

test('a token that never expires', async () =>
  expectRefused(await accessToken({ claims: { exp: undefined } })));

test('a token without subject, session or id', async () => {
  for (const claim of ['sub', 'sid', 'jti'])
    await expectRefused(await accessToken({ claims: { [claim]: undefined } }));
});

test('a refresh token as access token', async () =>
  expectRefused(Buffer.from(newId().repeat(2)).toString('base64url')));

test('an identity token as access token', async () => {
  const identity = { userId: newId(), sessionId: newId(), scopes: [] };
  await expectRefused(await createIdentitySigner(signingKey)(identity, 'users'));
});

test('a forged kid', async () => {
  const { privateKey } = await generateKeyPair('EdDSA');
  for (const kid of ['unknown', '../../etc/passwd', "' or 1=1 --"]) {
    await expectRefused(await accessToken({ header: { kid }, key: privateKey }));
  }
});

test('a jku, x5u or jwk of the attacker', async () => {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'attacker' };
  let fetched = 0;
  const attacker = createServer((_request, response) => {
    fetched += 1;
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(attacker.address() as AddressInfo).port}/jwks.json`;
  for (const trick of [{ jku: url }, { x5u: url }, { jwk }]) {
    await expectRefused(await accessToken({ header: { ...trick, kid: 'attacker' }, key: privateKey }));
  }
  await new Promise((resolve) => attacker.close(resolve));
  expect(fetched).toBe(0);
});

test('a critical header that we do not understand', async () => {
  const [, payload, signature] = (await accessToken()).split('.');
  const header = encode({
    alg: 'EdDSA',
    typ: 'at+jwt',
    kid: signingKey.kid,
    crit: ['x-skip'],
    'x-skip': true,
  });
  await expectRefused(`${header}.${payload}.${signature}`);
});

test('an oversize token', async () =>
  expectRefused(await accessToken({ claims: { padding: 'x'.repeat(5_000) } })));

test('what is no token at all', async () => {
  for (const token of ['', 'null', 'a.b', 'a.b.c.d', '..', '%00.%00.%00']) await expectRefused(token);
});

test('another scheme than Bearer', async () => {
  const answer = await gateway.ask('{ me { id } }', {}, { authorization: 'Basic YWRtaW46YWRtaW4=' });
  expect(answer).toMatchObject({ status: 401, errors: [{ message: MESSAGE }] });
});

test('an absent token is anonymous, not refused', async () => {
  const answer = await gateway.ask('{ me { id } }');
  expect(answer).toMatchObject({ status: 200, data: { me: null } });
});

test('a token accepted before is refused once it has expired', async () => {
  await using clocked = await startedGateway({ jwks });
  const token = await accessToken();
  expect(await clocked.ask('{ __typename }', {}, bearer(token))).toMatchObject({ status: 200 });
  clocked.adapters.advance(906_000);
  expect(await clocked.ask('{ __typename }', {}, bearer(token))).toMatchObject({ status: 401 });
});
