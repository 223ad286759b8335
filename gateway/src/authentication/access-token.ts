import {
  ANONYMOUS,
  isTokenRefusal,
  rememberVerified,
  SubgraphUnavailable,
  Unauthenticated,
  type Identity,
} from '@arena/subgraph-kit';
import { jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { EndedSessions } from '../sessions/ended-sessions.ts';

/** A token of ours is about 500 characters; anything far longer is not worth parsing. */
const MAX_TOKEN_LENGTH = 4_096;

const claimsSchema = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  jti: z.string().min(1),
  exp: z.number(),
  scope: z.string(),
});

const refused = () => new Unauthenticated('The access token is not valid');

export type AuthenticationOptions = {
  keys: JWTVerifyGetKey;
  issuer: string;
  audience: string;
  endedSessions: Pick<EndedSessions, 'has'>;
  now: () => Date;
};

/** Who asks, and until when that may be believed; no end for the anonymous. */
export type Authenticated = { identity: Identity; expiresAtMs: number };

/** Tells who asks by an Authorization header. */
export type Authenticator = {
  authenticate: (authorization: string | undefined) => Promise<Authenticated>;
};

const WITHOUT_TOKEN: Authenticated = Object.freeze({ identity: ANONYMOUS, expiresAtMs: Infinity });

/**
 * Tells who sends a request from its Authorization header. Without one the caller is anonymous.
 * @throws Unauthenticated for any token that is not a valid access token of a session that goes on, always with the
 *   same message, so that an attacker learns nothing of which check failed
 * @throws SubgraphUnavailable when the keys to check with cannot be had
 */
export function createAuthenticator(options: AuthenticationOptions): Authenticator {
  const { keys, issuer, audience, endedSessions, now } = options;
  const verify = rememberVerified(
    async (token) => {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['EdDSA'],
        issuer,
        audience,
        typ: 'at+jwt',
        clockTolerance: 5,
        currentDate: now(),
        requiredClaims: ['sub', 'sid', 'jti', 'exp', 'iat'],
      });
      const { sub, sid, scope, exp } = claimsSchema.parse(payload);
      const scopes = Object.freeze(scope.split(' ').filter(Boolean));
      const identity: Identity = Object.freeze({ userId: sub, sessionId: sid, scopes });
      const expiresAtMs = exp * 1000;
      return { claims: Object.freeze({ identity, expiresAtMs }), expiresAtMs };
    },
    () => now().getTime(),
  );

  return {
    authenticate: async (authorization) => {
      if (authorization === undefined) return WITHOUT_TOKEN;
      const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
      if (!token || token.length > MAX_TOKEN_LENGTH) throw refused();
      const authenticated = await verify(token).catch((error: unknown) => {
        throw Object.assign(isTokenRefusal(error) ? refused() : new SubgraphUnavailable('users'), {
          cause: error,
        });
      });
      const { sessionId } = authenticated.identity;
      // asked each time, for a verified token is remembered
      if (sessionId && endedSessions.has(sessionId)) throw refused();
      return authenticated;
    },
  };
}
