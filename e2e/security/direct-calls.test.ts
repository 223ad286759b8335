import { createIdentitySigner, IDENTITY_ISSUER, IDENTITY_TYPE, type Identity } from '@arena/subgraph-kit';
import { askAs, testIdentityKey } from '@arena/testing';
import {
  calculateJwkThumbprint,
  decodeJwt,
  generateKeyPair,
  importJWK,
  SignJWT,
  UnsecuredJWT,
  type CryptoKey,
} from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SUBGRAPHS, type SubgraphName } from '../../dev/run/stack-env.ts';
import { registerAdministrator } from '../catalogue.ts';
import { startedArena, type Member, type StartedArena } from '../started-arena.ts';

const { d: _secret, ...publicJwk } = testIdentityKey;
const privateKey = (await importJWK(testIdentityKey, 'EdDSA')) as CryptoKey;
const kid = await calculateJwkThumbprint(publicJwk);
const foreign = await generateKeyPair('EdDSA');

let arena: StartedArena;
/** whom the attacker would be: somebody who may do everything */
let victim: Member;
let identity: Identity;
beforeAll(async () => {
  arena = await startedArena();
  victim = await registerAdministrator(arena);
  const { sid, scope } = decodeJwt<{ sid: string; scope: string }>(victim.accessToken);
  identity = { userId: victim.id, sessionId: sid, scopes: [scope] };
});
afterAll(() => arena[Symbol.asyncDispose]());

const OPERATIONS = [
  '{ __typename }',
  'mutation { __typename }',
  '{ _service { sdl } }',
  '{ _entities(representations: []) { __typename } }',
];
const ACCOUNT = `query ($references: [_Any!]!) { _entities(representations: $references) { ... on Account { id } } }`;

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

const claims = (subgraph: string) => ({
  iss: IDENTITY_ISSUER,
  aud: subgraph,
  sub: victim.id,
  sid: identity.sessionId,
  scope: identity.scopes.join(' '),
  iat: Math.floor(Date.now() / 1_000),
  exp: Math.floor(Date.now() / 1_000) + 60,
});

const headersOfIdentity = (extra: object = {}) => ({ alg: 'EdDSA', typ: IDENTITY_TYPE, kid, ...extra });

/** How somebody who reaches a subgraph past the gateway would pass for the gateway. */
const ATTACKS: Record<
  string,
  (subgraph: SubgraphName) => Record<string, string> | Promise<Record<string, string>>
> = {
  'no token': () => ({}),
  'headers that name a caller, and no token': () => ({
    'x-user-id': victim.id,
    'x-user-scopes': 'platform:admin',
    'x-session-id': String(identity.sessionId),
    'x-client-address': '127.0.0.1',
    'x-forwarded-for': '127.0.0.1',
    'x-request-id': 'gateway',
    'apollo-federation-include-trace': 'ftv1',
  }),
  'an identity for another subgraph': async (subgraph) => {
    const other = SUBGRAPHS.find((name) => name !== subgraph) as string;
    return bearer(await createIdentitySigner({ privateKey, kid })(identity, other));
  },
  'an identity that has expired': async (subgraph) => {
    const past = () => Date.now() - 66_000;
    return bearer(await createIdentitySigner({ privateKey, kid }, past)(identity, subgraph));
  },
  'an identity signed by another key, under the name of the gateway’s': async (subgraph) =>
    bearer(await createIdentitySigner({ privateKey: foreign.privateKey, kid })(identity, subgraph)),
  'an identity that nobody has signed': (subgraph) => {
    const [, payload] = new UnsecuredJWT(claims(subgraph)).encode().split('.');
    const header = Buffer.from(JSON.stringify(headersOfIdentity({ alg: 'none' }))).toString('base64url');
    return bearer(`${header}.${payload}.`);
  },
  'an identity signed with the public key as a secret': async (subgraph) => {
    const secret = Buffer.from(publicJwk.x as string, 'base64url');
    const token = new SignJWT(claims(subgraph)).setProtectedHeader(headersOfIdentity({ alg: 'HS256' }));
    return bearer(await token.sign(secret));
  },
  'the access token of a client': () => bearer(victim.accessToken),
  'the access token of a client, and headers that name them': () => ({
    ...bearer(victim.accessToken),
    'x-user-id': victim.id,
  }),
  'an identity that is sound, under another scheme': async (subgraph) => ({
    authorization: `Basic ${await createIdentitySigner({ privateKey, kid })(identity, subgraph)}`,
  }),
};

describe.each(SUBGRAPHS)('%s', (subgraph) => {
  const url = () => `${arena.stack.subgraphs[subgraph].url}/graphql`;
  const post = (headers: Record<string, string>, query: string, variables: object = {}) =>
    fetch(url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });

  async function expectRefused(response: Response): Promise<void> {
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      errors: [{ message: expect.any(String) as string, extensions: { code: 'UNAUTHENTICATED' } }],
    });
  }

  test('the gateway is answered, so that the refusals below mean something', async () => {
    for (const query of OPERATIONS) {
      const answer = await askAs(arena.stack.subgraphs[subgraph].url, subgraph, identity)(query);
      expect(answer).toMatchObject({ status: 200, data: expect.any(Object) as object });
      expect(answer.errors).toBeUndefined();
    }
  });

  test.each(Object.entries(ATTACKS))('%s', async (_, attack) => {
    const headers = await attack(subgraph);
    for (const query of OPERATIONS) await expectRefused(await post(headers, query));
    await expectRefused(
      await post(headers, ACCOUNT, { references: [{ __typename: 'Account', id: victim.id }] }),
    );
    const address = `${url()}?${new URLSearchParams({ query: '{ __typename }' }).toString()}`;
    await expectRefused(await fetch(address, { headers: { ...headers, 'apollo-require-preflight': '1' } }));
  });
});
