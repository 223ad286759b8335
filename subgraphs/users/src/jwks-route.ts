import type { Handler } from '@arena/subgraph-kit';
import type { SigningKeys } from './domain/signing-keys.ts';

/** Where verifiers of access tokens find the public keys. */
export const JWKS_PATH = '/.well-known/jwks.json';

const CACHED_SECONDS = 300;

/** Serves the public keys as a JSON Web Key Set. */
export const jwksRoute =
  (keys: SigningKeys): Handler =>
  async (_request, response) => {
    const body = JSON.stringify(await keys.publicKeys());
    response.writeHead(200, {
      'content-type': 'application/jwk-set+json',
      'cache-control': `public, max-age=${CACHED_SECONDS}`,
    });
    response.end(body);
  };
