import { testIdentityJwks } from '@arena/testing';
import { exportJWK, generateKeyPair } from 'jose';
import { expect, test } from 'vitest';
import { checkGraph } from '../../doctor/graph.ts';
import { checkIdentityKey } from '../../doctor/identity-key.ts';
import { httpServer } from './http-server.ts';
import { NOWHERE } from './unreachable.ts';

const PATH = '/.well-known/identity-jwks.json';
const jwks = JSON.parse(testIdentityJwks) as { keys: object[] };
const other = { keys: [await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).publicKey)] };
const up = Promise.resolve(new Set(['gateway', 'tournaments']));

test('the key of the gateway is held against the one that subgraphs are told to trust', async () => {
  await using gateway = await httpServer({ [PATH]: { body: jwks }, '/other': { body: other } });
  const look = (identity: Parameters<typeof checkIdentityKey>[1]) =>
    checkIdentityKey(gateway.url, identity, up);
  expect(await look({ jwks, jwksUrl: undefined })).toMatchObject([
    { status: 'ok', says: 'the gateway tells 1 key, which subgraphs trust' },
  ]);
  expect(await look({ jwks: undefined, jwksUrl: gateway.url + PATH })).toMatchObject([
    { status: 'ok', says: 'the gateway tells 1 key, which subgraphs trust' },
  ]);
  expect(await look({ jwks: other, jwksUrl: undefined })).toMatchObject([
    { status: 'fail', code: 'identity-key-differs' },
  ]);
  expect(await look({ jwks: undefined, jwksUrl: `${gateway.url}/other` })).toMatchObject([
    { status: 'fail', code: 'identity-key-differs' },
  ]);
  expect(await look({ jwks: undefined, jwksUrl: undefined })).toMatchObject([
    { status: 'skipped', says: 'the gateway tells 1 key; what subgraphs trust is not told here' },
  ]);
  const ofOneProcess = await checkIdentityKey(gateway.url, { jwks: undefined, jwksUrl: undefined }, up, true);
  expect(ofOneProcess).toMatchObject([
    { status: 'ok', says: 'the gateway tells 1 key, made with the subgraphs' },
  ]);
});

test('a gateway that tells no key has none that is trusted', async () => {
  await using gateway = await httpServer({ [PATH]: { body: { keys: [] } } });
  expect(await checkIdentityKey(gateway.url, { jwks, jwksUrl: undefined }, up)).toMatchObject([
    {
      status: 'fail',
      code: 'identity-key-differs',
      says: 'the gateway tells 0 keys, and subgraphs trust another',
    },
  ]);
});

const REFUSED = {
  errors: [{ message: 'No', extensions: { code: 'UNAUTHENTICATED' } }],
  data: { games: null },
};
const SAFELISTED = { errors: [{ message: 'No', extensions: { code: 'FORBIDDEN', reason: 'SAFELIST' } }] };

test.each([
  [{ data: { games: [] } }, { status: 'ok' }],
  [REFUSED, { status: 'fail', code: 'graph-refused', says: 'a query was refused: UNAUTHENTICATED' }],
  [SAFELISTED, { status: 'skipped' }],
])('a query through the gateway that is answered by %j', async (body, finding) => {
  await using gateway = await httpServer({ '/graphql': { body } });
  expect(await checkGraph(gateway.url, up)).toMatchObject([finding]);
});

test('nothing is asked of a gateway that is away', async () => {
  const away = Promise.resolve(new Set<string>());
  const url = `http://${NOWHERE}`;
  expect(await checkGraph(url, away)).toMatchObject([{ status: 'skipped', says: 'gateway is not up' }]);
  expect(await checkIdentityKey(url, { jwks: undefined, jwksUrl: undefined }, away)).toMatchObject([
    { status: 'skipped', says: 'gateway is not up' },
  ]);
});
