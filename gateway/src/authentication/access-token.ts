import {
  ANONYMOUS,
  rememberVerified,
  SubgraphUnavailable,
  Unauthenticated,
  type Identity,
} from '@arena/subgraph-kit';
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

/** A token of ours is about 500 characters; anything far longer is not worth parsing. */
const MAX_TOKEN_LENGTH = 4_096;

const claimsSchema = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  jti: z.string().min(1),
  exp: z.number(),
  scope: z.string(),
});

const REFUSALS = [
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSMultipleMatchingKeys,
  errors.JWKSNoMatchingKey,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
  z.ZodError,
];

const isRefusal = (error: unknown): boolean => REFUSALS.some((refusal) => error instanceof refusal);

const refused = () => new Unauthenticated('The access token is not valid');

export type AuthenticationOptions = {
  keys: JWTVerifyGetKey;
  issuer: string;
  audience: string;
  now: () => Date;
};

/**
 * Tells who sends a request from its Authorization header. Without one the caller is anonymous.
 * @throws Unauthenticated for any token that is not a valid access token, always with the same message, so
 *   that an attacker learns nothing of which check failed
 * @throws SubgraphUnavailable when the keys to check with cannot be had
 */
export function createAuthenticator({ keys, issuer, audience, now }: AuthenticationOptions) {
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
      return { claims: identity, expiresAtMs: exp * 1000 };
    },
    () => now().getTime(),
  );

  return async (authorization: string | undefined): Promise<Identity> => {
    if (authorization === undefined) return ANONYMOUS;
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
    if (!token || token.length > MAX_TOKEN_LENGTH) throw refused();
    return verify(token).catch((error: unknown) => {
      throw Object.assign(isRefusal(error) ? refused() : new SubgraphUnavailable('users'), { cause: error });
    });
  };
}
