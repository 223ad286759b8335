import {
  createLocalJWKSet,
  jwtVerify,
  SignJWT,
  type CryptoKey,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { dropOver } from './drop-over.ts';
import { Unauthenticated } from './errors.ts';
import { publishedKeys } from './published-keys.ts';
import { isTokenRefusal } from './token-refusals.ts';
import { rememberVerified } from './verified-tokens.ts';

/** Who the gateway vouches for; all null and empty for the anonymous. */
export type Identity = { userId: string | null; sessionId: string | null; scopes: readonly string[] };

export const ANONYMOUS: Identity = Object.freeze({ userId: null, sessionId: null, scopes: [] });

export const IDENTITY_ISSUER = 'arena-gateway';
export const IDENTITY_TYPE = 'arena-identity+jwt';
const LIFETIME_SECONDS = 60;
const REUSE_MARGIN_SECONDS = 10;
const MAX_CACHED = 10_000;

const claimsSchema = z.object({
  sub: z.string().optional(),
  sid: z.string().optional(),
  scope: z.string().default(''),
  exp: z.number(),
});

/**
 * Signs who the caller is, for one subgraph. A token lives 60 s and is reused for the same caller and
 * subgraph until 10 s before its end, since a signature costs more than a small query.
 */
export function createIdentitySigner(key: { privateKey: CryptoKey; kid: string }, now = Date.now) {
  const cache = new LRUCache<string, { token: Promise<string>; untilMs: number }>({
    max: MAX_CACHED,
  });

  const sign = (identity: Identity, subgraph: string, issuedAt: number): Promise<string> => {
    const token = new SignJWT({ sid: identity.sessionId ?? undefined, scope: identity.scopes.join(' ') })
      .setProtectedHeader({ alg: 'EdDSA', typ: IDENTITY_TYPE, kid: key.kid })
      .setIssuer(IDENTITY_ISSUER)
      .setAudience(subgraph)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + LIFETIME_SECONDS);
    return (identity.userId === null ? token : token.setSubject(identity.userId)).sign(key.privateKey);
  };

  return (identity: Identity, subgraph: string): Promise<string> => {
    const cacheKey = JSON.stringify([subgraph, identity.userId, identity.sessionId, ...identity.scopes]);
    const cached = cache.get(cacheKey);
    if (cached && now() < cached.untilMs) return cached.token;
    const issuedAt = Math.floor(now() / 1000);
    const token = sign(identity, subgraph, issuedAt);
    dropOver(cache, now());
    cache.set(cacheKey, {
      token,
      untilMs: (issuedAt + LIFETIME_SECONDS - REUSE_MARGIN_SECONDS) * 1000,
    });
    token.catch(() => cache.delete(cacheKey));
    return token;
  };
}

/** Where a subgraph finds the gateways' public keys. */
export const identityKeys = (
  env: { IDENTITY_JWKS?: JSONWebKeySet | undefined; IDENTITY_JWKS_URL?: string | undefined },
  now?: () => Date,
): JWTVerifyGetKey =>
  env.IDENTITY_JWKS
    ? createLocalJWKSet(env.IDENTITY_JWKS)
    : publishedKeys(new URL(env.IDENTITY_JWKS_URL as string), now);

/** The gateway's word cannot be checked at this moment, be it good or not. */
export class IdentityUnchecked extends Unauthenticated {
  constructor() {
    super('The gateway’s identity token cannot be checked');
  }
}

/**
 * Verifies identity tokens addressed to one subgraph, each once a minute.
 * @throws Unauthenticated for anything but a valid token, IdentityUnchecked when the keys to check with cannot be had
 */
export function createIdentityVerifier(subgraph: string, keys: JWTVerifyGetKey, now = Date.now) {
  const verify = rememberVerified(async (token) => {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['EdDSA'],
      issuer: IDENTITY_ISSUER,
      audience: subgraph,
      typ: IDENTITY_TYPE,
      clockTolerance: 5,
      currentDate: new Date(now()),
      requiredClaims: ['exp', 'iat'],
    });
    const claims = claimsSchema.parse(payload);
    const identity: Identity = Object.freeze({
      userId: claims.sub ?? null,
      sessionId: claims.sid ?? null,
      scopes: Object.freeze(claims.scope.split(' ').filter(Boolean)),
    });
    return { claims: identity, expiresAtMs: claims.exp * 1000 };
  }, now);

  return async (token: string | undefined): Promise<Identity> => {
    if (!token) throw new Unauthenticated('The gateway’s identity token is missing');
    return verify(token).catch((cause: unknown) => {
      const refusal = isTokenRefusal(cause)
        ? new Unauthenticated('The gateway’s identity token is not valid')
        : new IdentityUnchecked();
      throw Object.assign(refusal, { cause });
    });
  };
}
