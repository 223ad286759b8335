import { randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';

/** A new key that identities are signed with, and the set that they are verified with. */
async function newIdentityKey(): Promise<{ IDENTITY_PRIVATE_JWK: string; IDENTITY_JWKS: string }> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const privateJwk = await exportJWK(privateKey);
  const { d: _secret, ...publicJwk } = privateJwk;
  const kid = await calculateJwkThumbprint(publicJwk);
  return {
    IDENTITY_PRIVATE_JWK: JSON.stringify(privateJwk),
    IDENTITY_JWKS: JSON.stringify({ keys: [{ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }] }),
  };
}

/** Fills in a new secret for each that is empty in a file of variables; those of others are theirs to give. */
export async function withNewSecrets(file: string): Promise<string> {
  const keys = await newIdentityKey();
  const newValue = (name: string): string => {
    if (name === 'IDENTITY_PRIVATE_JWK' || name === 'IDENTITY_JWKS') return `'${keys[name]}'`;
    if (name === 'KEY_ENCRYPTION_KEY') return randomBytes(32).toString('base64url');
    // what stands in an address must need no escape there
    return name.endsWith('_PASSWORD') || name === 'MAIL_LINK_SECRET' ? randomBytes(24).toString('hex') : '';
  };
  return file.replace(/^([A-Z_]+)=$/gm, (line, name: string) => line + newValue(name));
}
