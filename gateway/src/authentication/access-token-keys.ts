import { publishedKeys } from '@arena/subgraph-kit';
import type { JWTVerifyGetKey } from 'jose';

/**
 * The keys that access tokens are signed with, from the users subgraph's key set. The last set goes on serving while
 * users is away, so that users being down signs nobody out.
 */
export const accessTokenKeys = (usersUrl: string, now: () => Date): JWTVerifyGetKey =>
  publishedKeys(new URL('/.well-known/jwks.json', usersUrl), now);
