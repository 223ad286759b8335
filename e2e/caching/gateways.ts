import { parseEnv, start } from '@arena/gateway';
import {
  graphqlClient,
  running,
  testAdapters,
  testIdentityKey,
  type Ask,
  type TestRedis,
} from '@arena/testing';
import type { StartedArena } from '../started-arena.ts';

/** Two gateways of one platform that share what they keep over Redis, and one that keeps nothing. */
export type Gateways = Record<'one' | 'other' | 'uncached', (accessToken?: string) => Ask> & AsyncDisposable;

/** Starts gateways in front of a platform that share a Redis with its own. */
export async function startedGateways({ stack, bus }: StartedArena, redis: TestRedis): Promise<Gateways> {
  const urls = Object.entries(stack.subgraphs).map(([name, { url }]) => [`${name.toUpperCase()}_URL`, url]);
  const open = async (cache: 'on' | 'off') => {
    const env = parseEnv({
      ...Object.fromEntries(urls),
      PORT: '0',
      RATE_LIMITS: 'off',
      IDENTITY_PRIVATE_JWK: JSON.stringify(testIdentityKey),
      LIVE_PREFIX: redis.prefix,
      CACHE: cache,
    });
    return running('gateway', await start(env, { ...testAdapters(), redis: redis.client, bus }));
  };
  const gateways = [await open('on'), await open('on'), await open('off')] as const;
  const [one, other, uncached] = gateways.map(({ url }) => (accessToken?: string) => {
    return graphqlClient(url, accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` });
  }) as [(accessToken?: string) => Ask, (accessToken?: string) => Ask, (accessToken?: string) => Ask];
  return {
    one,
    other,
    uncached,
    [Symbol.asyncDispose]: async () => {
      for (const gateway of gateways) await gateway[Symbol.asyncDispose]();
    },
  };
}
