import { createIdentityVerifier, newId, type Identity } from '@arena/subgraph-kit';
import {
  calculateJwkThumbprint,
  createRemoteJWKSet,
  decodeJwt,
  exportJWK,
  generateKeyPair,
  type JWK,
} from 'jose';
import { expect, test } from 'vitest';
import { accessToken, bearer, jwks } from './access-tokens.ts';
import type { Received } from './fake-subgraph.ts';
import { startedGateway, type StartedGateway } from './started-gateway.ts';

const sent = (received: Received): string => received.headers.authorization?.replace('Bearer ', '') ?? '';

const newJwk = async () => exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey);
const publicOf = ({ d: _secret, ...publicJwk }: JWK): JWK => publicJwk;

const verifier = (gateway: StartedGateway, subgraph: string) =>
  createIdentityVerifier(
    subgraph,
    createRemoteJWKSet(new URL('/.well-known/identity-jwks.json', gateway.url)),
  );

const identityOf = (gateway: StartedGateway, received: Received): Promise<Identity> =>
  verifier(gateway, 'users')(sent(received));

test('a subgraph learns who asks by an identity signed for it alone', async () => {
  await using gateway = await startedGateway({ jwks });
  const [userId, sessionId] = [newId(), newId()];
  const token = await accessToken({ claims: { sub: userId, sid: sessionId, scope: 'platform:admin' } });
  await gateway.ask('{ me { id } categories { id } }', {}, bearer(token));
  const [toUsers, toTournaments] = [gateway.users.received[0], gateway.tournaments.received[0]];
  expect(await identityOf(gateway, toUsers as Received)).toEqual({
    userId,
    sessionId,
    scopes: ['platform:admin'],
  });
  await expect(verifier(gateway, 'users')(sent(toTournaments as Received))).rejects.toThrow('not valid');
});

test('the access token and the identity headers of a client go no further', async () => {
  await using gateway = await startedGateway({ jwks });
  const token = await accessToken();
  const forged = { 'x-user-id': newId(), 'x-client-address': '1.2.3.4', cookie: 'session=1' };
  await gateway.ask('{ me { id } }', {}, { ...bearer(token), ...forged });
  const { headers } = gateway.users.received[0] as Received;
  expect(JSON.stringify(headers)).not.toContain(token);
  expect(headers).toMatchObject({ 'x-client-address': expect.stringContaining('127.0.0.1') as string });
  expect(headers).not.toHaveProperty('x-user-id');
  expect(headers).not.toHaveProperty('cookie');
});

const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

test.each([
  { what: 'a sound trace context goes on to the subgraphs', traceparent: TRACE, sent: TRACE },
  { what: 'a malformed trace context goes no further', traceparent: `${TRACE}-x`, sent: undefined },
])('$what', async ({ traceparent, sent: expected }) => {
  await using gateway = await startedGateway({ jwks });
  await gateway.ask('{ me { id } }', {}, { traceparent });
  expect(gateway.users.received[0]?.headers['traceparent']).toBe(expected);
});

test('public keys of other gateways are told beside its own, each once', async () => {
  const [own, other] = await Promise.all([newJwk(), newJwk()]);
  const published = { keys: [publicOf(other), publicOf(own)] };
  await using gateway = await startedGateway({
    env: {
      IDENTITY_PRIVATE_JWK: JSON.stringify(own),
      IDENTITY_PUBLISHED_JWKS: JSON.stringify(published),
    },
  });
  const told = await fetch(`${gateway.url}/.well-known/identity-jwks.json`);
  const [ownKid, otherKid] = [await calculateJwkThumbprint(own), await calculateJwkThumbprint(other)];
  expect(await told.json()).toEqual({
    keys: [
      { ...publicOf(own), kid: ownKid, alg: 'EdDSA', use: 'sig' },
      { ...publicOf(other), kid: otherKid, alg: 'EdDSA', use: 'sig' },
    ],
  });
});

test('an anonymous caller is vouched for as anonymous', async () => {
  await using gateway = await startedGateway({ jwks });
  await gateway.ask('{ me { id } }');
  const identity = await identityOf(gateway, gateway.users.received[0] as Received);
  expect(identity).toEqual({ userId: null, sessionId: null, scopes: [] });
});

test('one identity token serves a caller until ten seconds before it expires', async () => {
  await using gateway = await startedGateway({ jwks });
  const token = await accessToken();
  for (let i = 0; i < 3; i += 1) await gateway.ask('{ me { id } }', {}, bearer(token));
  await gateway.ask('{ me { id } }', {}, bearer(await accessToken()));
  gateway.adapters.advance(50_000);
  await gateway.ask('{ me { id } }', {}, bearer(token));
  const [first, second, third, otherCaller, later] = gateway.users.received.map(sent);
  expect(second).toBe(first);
  expect(third).toBe(first);
  expect(otherCaller).not.toBe(first);
  expect(later).not.toBe(first);
  const { iat = 0, exp } = decodeJwt(first as string);
  expect(exp).toBe(iat + 60);
});

test('users being down signs nobody out', async () => {
  await using gateway = await startedGateway({ jwks });
  gateway.tournaments.answer = () => ({ body: { data: { categories: [] } } });
  await gateway.ask('{ categories { id } }', {}, bearer(await accessToken()));
  await gateway.users[Symbol.asyncDispose]();
  // past the age at which the key set is fetched anew
  gateway.adapters.advance(660_000);
  const answer = await gateway.ask(
    '{ categories { id } }',
    {},
    bearer(await accessToken({ claims: { exp: 9_999_999_999 } })),
  );
  expect(answer).toMatchObject({ status: 200, data: { categories: [] } });
});

test('without any key to check a token with, the answer is that users is unavailable', async () => {
  await using gateway = await startedGateway({ jwks });
  await gateway.users[Symbol.asyncDispose]();
  const answer = await gateway.ask('{ categories { id } }', {}, bearer(await accessToken()));
  expect(answer).toMatchObject({
    status: 503,
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'users' } }],
  });
});

test('a long user agent is cut, so that no call fails of it', async () => {
  await using gateway = await startedGateway({ jwks });
  const { errors } = await gateway.ask('{ me { id } }', {}, { 'user-agent': 'x'.repeat(15_000) });
  expect(errors).toBeUndefined();
  expect(gateway.users.received[0]?.headers['x-client-user-agent']).toBe('x'.repeat(256));
});
