import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';

export type IdentityKey = { privateKey: CryptoKey; kid: string; jwks: { keys: JWK[] } };

/** The key the gateway signs identities with: the one given, or a new one that lives as long as the process. */
export async function identityKey(given: JWK | undefined): Promise<IdentityKey> {
  const privateJwk =
    given ?? (await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey));
  const { kty, crv, x } = privateJwk as { kty: string; crv: string; x: string };
  const kid = await calculateJwkThumbprint({ kty, crv, x });
  return {
    privateKey: (await importJWK(privateJwk, 'EdDSA')) as CryptoKey,
    kid,
    jwks: { keys: [{ kty, crv, x, kid, alg: 'EdDSA', use: 'sig' }] },
  };
}
