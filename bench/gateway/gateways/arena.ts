// Arena's gateway in production mode: it checks each caller's access token and signs identities to subgraphs.
import { parseEnv, start } from '@arena/gateway';
import { createLogger } from '@arena/subgraph-kit';
import { subgraphsAt } from '../../../gateway/test/subgraphs-at.ts';
import { runChild } from '../child/run-child.mjs';
import type { GatewayOptions } from './gateway-options.ts';

runChild({
  start: async ({ supergraphSdl, subgraphUrls, tokenIssuerUrl, identityPrivateJwk }: GatewayOptions) => {
    const env = parseEnv({
      NODE_ENV: 'production',
      PORT: '0',
      // one machine asks as thousands would: it is counted, but never refused
      RATE_LIMIT_ADDRESS: '1000000000',
      RATE_LIMIT_PERSON: '1000000000',
      ...subgraphsAt(tokenIssuerUrl),
      IDENTITY_PRIVATE_JWK: identityPrivateJwk,
    });
    const adapters = { logger: createLogger('gateway', 'warn'), now: () => new Date() };
    const { url } = await start(env, adapters, { supergraphSdl, subgraphUrls });
    return new URL('/graphql', url).href;
  },
});
