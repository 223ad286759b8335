import { createIdentitySigner, sendJson, startHttpServer } from '@arena/subgraph-kit';
import { codeOf, graphqlClient, person, running } from '@arena/testing';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';
import { expect, test } from 'vitest';
import { PASSWORD } from '../started-arena.ts';
import { rolledPlatform, type RolledPlatform, type RolledService } from './rolled-platform.ts';

const MINUTE_MS = 60_000;
const PATH = '/.well-known/identity-jwks.json';

/** A key of gateways, as `deploy/new-secrets.ts` makes one. */
async function newKey(): Promise<{ privateJwk: JWK; publicJwk: JWK }> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const privateJwk = await exportJWK(privateKey);
  const { d: _secret, ...publicJwk } = privateJwk;
  const kid = await calculateJwkThumbprint(publicJwk);
  return { privateJwk, publicJwk: { ...publicJwk, kid, alg: 'EdDSA', use: 'sig' } };
}

const [oldKey, newOne] = await Promise.all([newKey(), newKey()]);

const jwks = (...keys: { publicJwk: JWK }[]): string =>
  JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) });
const signsWith = ({ privateJwk }: { privateJwk: JWK }) => ({
  IDENTITY_PRIVATE_JWK: JSON.stringify(privateJwk),
});

type Member = { id: string; accessToken: string };

async function registered({ gateways: [{ url }] }: RolledPlatform): Promise<Member> {
  const { data } = await graphqlClient(url)(
    'mutation ($input: RegisterInput!) { register(input: $input) { accessToken account { id } } }',
    { input: { email: 'ana@arena.example', username: 'ana', displayName: 'Ana', password: PASSWORD } },
  );
  return { id: data.register.account.id, accessToken: data.register.accessToken };
}

/** Asks a gateway for what both subgraphs have, as somebody who is signed in and as nobody. */
async function answersOf({ url }: RolledService, { id, accessToken }: Member) {
  const query = 'query ($id: ID!) { me { user { username } } user(id: $id) { username } games { id } }';
  return Promise.all([
    graphqlClient(url, { authorization: `Bearer ${accessToken}` })(query, { id }),
    graphqlClient(url)(query, { id }),
  ]);
}

const ANSWER = { user: { username: 'ana' }, games: [] };

/** Expects every gateway to answer everybody. */
async function expectAnswered({ gateways }: RolledPlatform, member: Member): Promise<void> {
  for (const gateway of gateways) {
    const [signedIn, anonymous] = await answersOf(gateway, member);
    expect(signedIn).toMatchObject({ status: 200, data: { me: { user: { username: 'ana' } }, ...ANSWER } });
    expect(anonymous).toMatchObject({ status: 200, data: { me: null, ...ANSWER } });
    expect([signedIn.errors, anonymous.errors]).toEqual([undefined, undefined]);
  }
}

/** Expects the subgraphs to refuse whoever is vouched for by a key. */
async function expectRefused({ subgraphs }: RolledPlatform, { privateJwk, publicJwk }: typeof oldKey) {
  const privateKey = (await importJWK(privateJwk, 'EdDSA')) as CryptoKey;
  const sign = createIdentitySigner({ privateKey, kid: publicJwk.kid as string });
  for (const [name, { url }] of Object.entries(subgraphs)) {
    const authorization = `Bearer ${await sign(person(), name)}`;
    const answer = await graphqlClient(url, { authorization })('{ __typename }');
    expect(answer.status, name).toBe(401);
    expect(codeOf(answer), name).toBe('UNAUTHENTICATED');
  }
}

test('gateways change their key one by one between subgraphs that know both, and nobody is refused', async () => {
  await using platform = await rolledPlatform();
  const { gateways, subgraphs } = platform;
  const each = Object.values(subgraphs);
  for (const subgraph of each) await subgraph.replace({ IDENTITY_JWKS: jwks(oldKey) });
  for (const gateway of gateways) await gateway.replace(signsWith(oldKey));
  const member = await registered(platform);
  await expectAnswered(platform, member);

  for (const subgraph of each) {
    await subgraph.replace({ IDENTITY_JWKS: jwks(oldKey, newOne) });
    await expectAnswered(platform, member);
  }
  for (const gateway of gateways) {
    await gateway.replace(signsWith(newOne));
    await expectAnswered(platform, member);
  }
  for (const subgraph of each) {
    await subgraph.replace({ IDENTITY_JWKS: jwks(newOne) });
    await expectAnswered(platform, member);
  }

  await expectRefused(platform, oldKey);
  const [left, forgotten] = gateways;
  await forgotten.replace(signsWith(oldKey));
  // it is not the client who is refused
  for (const answer of await answersOf(forgotten, member))
    expect(codeOf(answer)).toBe('SUBGRAPH_UNAVAILABLE');
  for (const answer of await answersOf(left, member)) expect(answer.errors).toBeUndefined();
});

/** An address behind which now one gateway is found, now the other. */
async function balanced(gateways: readonly RolledService[]) {
  let turn = 0;
  const server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    drainTimeoutMs: 1_000,
    onError: () => {},
    handler: async (_request, response) => {
      turn += 1;
      const gateway = gateways[turn % gateways.length] as RolledService;
      sendJson(response, 200, await (await fetch(`${gateway.url}${PATH}`)).json());
    },
  });
  return running('balancer', server);
}

test('gateways that publish both keys change theirs while subgraphs fetch them from any, and nobody is refused', async () => {
  await using platform = await rolledPlatform();
  const { gateways, subgraphs } = platform;
  await using balancer = await balanced(gateways);
  const published = { IDENTITY_PUBLISHED_JWKS: jwks(oldKey, newOne) };
  for (const subgraph of Object.values(subgraphs))
    await subgraph.replace({ IDENTITY_JWKS_URL: balancer.url });
  for (const gateway of gateways) await gateway.replace(signsWith(oldKey));
  const member = await registered(platform);
  await expectAnswered(platform, member);

  for (const gateway of gateways) {
    await gateway.replace({ ...signsWith(oldKey), ...published });
    await expectAnswered(platform, member);
  }
  platform.pass(MINUTE_MS);
  for (const gateway of gateways) {
    await gateway.replace({ ...signsWith(newOne), ...published });
    await expectAnswered(platform, member);
    // one that starts now fetches whatever there is
    await subgraphs.tournaments.replace({ IDENTITY_JWKS_URL: balancer.url });
    await expectAnswered(platform, member);
  }
  for (const gateway of gateways) {
    await gateway.replace(signsWith(newOne));
    await expectAnswered(platform, member);
  }

  platform.pass(MINUTE_MS);
  await expectAnswered(platform, member);
  await expectRefused(platform, oldKey);
});
