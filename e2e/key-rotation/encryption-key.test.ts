import { randomBytes } from 'node:crypto';
import { StartError } from '@arena/subgraph-kit';
import { codeOf, graphqlClient, onServer, testIdentityJwks, testIdentityKey } from '@arena/testing';
import { expect, test } from 'vitest';
import { PASSWORD } from '../started-arena.ts';
import { rolledPlatform } from './rolled-platform.ts';

type Session = { accessToken: string; refreshToken: string };

test('under another key, with the signing keys withdrawn, users starts, and sessions go on by a refresh', async () => {
  await using platform = await rolledPlatform();
  const { gateways, subgraphs, databaseUrls } = platform;
  const [{ url }] = gateways;
  const trust = { IDENTITY_JWKS: testIdentityJwks };
  for (const subgraph of Object.values(subgraphs)) await subgraph.replace(trust);
  await gateways[0].replace({ IDENTITY_PRIVATE_JWK: JSON.stringify(testIdentityKey) });
  const { data } = await graphqlClient(url)(
    'mutation ($input: RegisterInput!) { register(input: $input) { accessToken refreshToken } }',
    { input: { email: 'ana@arena.example', username: 'ana', displayName: 'Ana', password: PASSWORD } },
  );
  const before: Session = data.register;
  const whoAmI = ({ accessToken }: Session) =>
    graphqlClient(url, { authorization: `Bearer ${accessToken}` })('{ me { user { username } } }');
  expect((await whoAmI(before)).data).toEqual({ me: { user: { username: 'ana' } } });

  const other = { ...trust, KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64url') };
  await expect(subgraphs.users.replace(other)).rejects.toThrow(StartError);
  await onServer(databaseUrls.users, (sql) => sql`delete from signing_keys`);
  await subgraphs.users.replace(other);

  platform.pass(60_000);
  expect(codeOf(await whoAmI(before))).toBe('UNAUTHENTICATED');
  const refreshed = await graphqlClient(url)(
    'mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken refreshToken } }',
    { token: before.refreshToken },
  );
  const after: Session = refreshed.data.refreshSession;
  expect((await whoAmI(after)).data).toEqual({ me: { user: { username: 'ana' } } });
});
