import { parseEnv, start } from '@arena/gateway';
import { createLogger, createMetrics } from '@arena/subgraph-kit';
import { connectRedis } from '../../../gateway/src/redis/connect-redis.ts';
import { subgraphsAt } from '../../../gateway/test/subgraphs-at.ts';
import type { GatewayOptions } from './gateway-options.ts';

/** Nothing changes while it is measured, so nobody has to tell of it. */
const SILENT_BUS = { consume: async () => ({ stop: async () => {} }) };

/** Starts Arena's gateway in production mode: it checks each caller's access token and signs identities to subgraphs. */
export async function startArena(
  {
    supergraphSdl,
    subgraphUrls,
    tokenIssuerUrl,
    identityPrivateJwk,
    redis: { url: redisUrl, prefix },
  }: GatewayOptions,
  cache: 'on' | 'off',
): Promise<string> {
  const env = parseEnv({
    NODE_ENV: 'production',
    PORT: '0',
    // one machine asks as thousands would: it is counted, but never refused
    RATE_LIMIT_ADDRESS: '1000000000',
    RATE_LIMIT_PERSON: '1000000000',
    // its cost is estimated, and beyond what a client may ask by default
    MAX_COST: '1000000',
    // 128 who ask for much at once wait for each other longer than they should in service
    SUBGRAPH_TIMEOUT_MS: '10000',
    ...subgraphsAt(tokenIssuerUrl),
    IDENTITY_PRIVATE_JWK: identityPrivateJwk,
    CACHE: cache,
    LIVE_PREFIX: prefix,
  });
  const logger = createLogger('gateway', 'warn');
  const adapters = {
    logger,
    metrics: createMetrics(),
    now: () => new Date(),
    ...(cache === 'on' && { redis: connectRedis(redisUrl, logger), bus: SILENT_BUS }),
  };
  const { url } = await start(env, adapters, { supergraphSdl, subgraphUrls });
  return new URL('/graphql', url).href;
}
