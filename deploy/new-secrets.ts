// Prints deploy/compose/example.env with a new secret for each that is empty there:
// node --import tsx/esm deploy/new-secrets.ts > deploy/compose/.env
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';

const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
const privateJwk = await exportJWK(privateKey);
const { d: _secret, ...publicJwk } = privateJwk;
const kid = await calculateJwkThumbprint(publicJwk);

const MADE: Record<string, string> = {
  KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64url'),
  IDENTITY_PRIVATE_JWK: `'${JSON.stringify(privateJwk)}'`,
  IDENTITY_JWKS: `'${JSON.stringify({ keys: [{ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }] })}'`,
};

/** A new value for a variable that is a secret of ours; those of others are theirs to give. */
function newValue(name: string): string {
  if (Object.hasOwn(MADE, name)) return MADE[name] as string;
  // what stands in an address must need no escape there
  return name.endsWith('_PASSWORD') || name === 'MAIL_LINK_SECRET' ? randomBytes(24).toString('hex') : '';
}

const example = await readFile(new URL('compose/example.env', import.meta.url), 'utf8');
process.stdout.write(example.replace(/^([A-Z_]+)=$/gm, (line, name: string) => line + newValue(name)));
