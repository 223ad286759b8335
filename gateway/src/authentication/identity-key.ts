import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';

export type IdentityKey = { privateKey: CryptoKey; kid: string; jwks: { keys: JWK[] } };

/** A public Ed25519 key, and nothing else of what may have been given with it. */
async function publicJwk(given: JWK): Promise<JWK & { kid: string }> {
  const { kty, crv, x } = given as { kty: string; crv: string; x: string };
  const kid = await calculateJwkThumbprint({ kty, crv, x });
  return { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' };
}

/**
 * The key the gateway signs identities with: the one given, or a new one that lives as long as the process.
 * @param published public keys that other gateways sign with, or are about to, told beside its own
 */
export async function identityKey(
  given: JWK | undefined,
  published: readonly JWK[] = [],
): Promise<IdentityKey> {
  const privateJwk =
    given ?? (await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey));
  const own = await publicJwk(privateJwk);
  const others = await Promise.all(published.map(publicJwk));
  // a key that is told twice is one that verifiers cannot choose
  const keys = new Map([own, ...others].map((key) => [key.kid, key] as const));
  return {
    privateKey: (await importJWK(privateJwk, 'EdDSA')) as CryptoKey,
    kid: own.kid,
    jwks: { keys: [...keys.values()] },
  };
}
