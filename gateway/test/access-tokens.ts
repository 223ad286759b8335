import { newId } from '@arena/subgraph-kit';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';

const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
const publicJwk: JWK = await exportJWK(publicKey);

/** The key that the users subgraph of these tests signs with. */
export const signingKey = { privateKey, publicJwk, kid: await calculateJwkThumbprint(publicJwk) };

/** The key set it serves. */
export const jwks = { keys: [{ ...publicJwk, kid: signingKey.kid, alg: 'EdDSA', use: 'sig' }] };

export type TokenChanges = {
  header?: Record<string, unknown>;
  claims?: JWTPayload & Record<string, unknown>;
  key?: Parameters<SignJWT['sign']>[0];
};

/** An access token as users issues it, save for the changes that an attacker makes. */
export function accessToken({
  header = {},
  claims = {},
  key = privateKey,
}: TokenChanges = {}): Promise<string> {
  const issuedAt = Math.floor(Date.now() / 1000);
  return new SignJWT({
    iss: 'arena',
    aud: 'arena',
    sub: newId(),
    sid: newId(),
    jti: newId(),
    scope: '',
    iat: issuedAt,
    exp: issuedAt + 900,
    ...claims,
  })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: signingKey.kid, ...header })
    .sign(key);
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
