import { CompactEncrypt, compactDecrypt, errors, type JWK } from 'jose';
import { SigningKeysUnreadable } from './errors.ts';

/** Encrypts a private key for storage. */
export const sealKey = (jwk: JWK, encryptionKey: Uint8Array): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify(jwk)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(encryptionKey);

/**
 * Decrypts a stored private key.
 * @throws SigningKeysUnreadable when it was encrypted under another key
 */
export async function openKey(jwe: string, encryptionKey: Uint8Array): Promise<JWK> {
  try {
    const { plaintext } = await compactDecrypt(jwe, encryptionKey, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return JSON.parse(new TextDecoder().decode(plaintext)) as JWK;
  } catch (error) {
    if (!(error instanceof errors.JWEDecryptionFailed)) throw error;
    throw new SigningKeysUnreadable('The stored signing keys were encrypted under another key', {
      cause: error,
    });
  }
}
