import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';

/**
 * The keys that access tokens are signed with, from the users subgraph's key set. An unknown key id fetches
 * the set again, at most every 30 s. Once fetched, the last set goes on serving while users is away, so that
 * users being down signs nobody out.
 */
export function accessTokenKeys(usersUrl: string): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(new URL('/.well-known/jwks.json', usersUrl), { timeoutDuration: 2_000 });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      const lastKnown = remote.jwks();
      if (error instanceof errors.JWKSNoMatchingKey || !lastKnown) throw error;
      return createLocalJWKSet(lastKnown)(header, token);
    }
  };
}
