import type { Database } from '@arena/subgraph-kit';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JSONWebKeySet,
} from 'jose';
import type * as schema from '../db/schema.ts';
import type { SigningKeyRow } from '../db/schema.ts';
import {
  deleteSigningKeys,
  insertSigningKey,
  listSigningKeys,
  lockRotation,
} from '../db/signing-key-store.ts';
import { openKey, sealKey } from './key-encryption.ts';
import { activeKey, planRotation } from './key-rotation.ts';

export const SIGNING_ALGORITHM = 'EdDSA';
const CACHED_MS = 60_000;

/** The keys that sign access tokens. Whoever asks for them keeps their rotation going; no timer does. */
export type SigningKeys = {
  /** @throws SigningKeysUnreadable when the key was stored under another encryption key */
  current: () => Promise<{ kid: string; privateKey: CryptoKey }>;
  /** The public keys: those that sign or signed tokens still valid, and the next one, announced ahead. */
  publicKeys: () => Promise<JSONWebKeySet>;
};

export type SigningKeyOptions = {
  db: Database<typeof schema>;
  now: () => Date;
  encryptionKey: Uint8Array;
  /** how long a key signs */
  rotationMs: number;
};

async function makeKey(encryptionKey: Uint8Array, createdAt: Date, activeFrom: Date): Promise<SigningKeyRow> {
  const pair = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const publicJwk = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const privateJwe = await sealKey(await exportJWK(pair.privateKey), encryptionKey);
  return {
    kid,
    publicJwk: { ...publicJwk, kid, alg: SIGNING_ALGORITHM, use: 'sig' },
    privateJwe,
    createdAt,
    activeFrom,
  };
}

/** Reads the keys, after making or removing those whose time has come; one replica at a time does so. */
async function rotatedKeys({
  db,
  now,
  encryptionKey,
  rotationMs,
}: SigningKeyOptions): Promise<SigningKeyRow[]> {
  const isDone = (keys: SigningKeyRow[]) => {
    const plan = planRotation(keys, now(), rotationMs);
    return plan.createActiveFrom === null && plan.remove.length === 0;
  };
  const stored = await listSigningKeys(db);
  if (isDone(stored)) return stored;
  return db.transaction(async (tx) => {
    await lockRotation(tx);
    const plan = planRotation(await listSigningKeys(tx), now(), rotationMs);
    if (plan.createActiveFrom) {
      await insertSigningKey(tx, await makeKey(encryptionKey, now(), plan.createActiveFrom));
    }
    if (plan.remove.length > 0) await deleteSigningKeys(tx, plan.remove);
    return listSigningKeys(tx);
  });
}

/** Makes the access to the signing keys of one database, which are read at most once a minute. */
export function createSigningKeys(options: SigningKeyOptions): SigningKeys {
  let read: { keys: Promise<SigningKeyRow[]>; atMs: number } | undefined;
  const opened = new Map<string, Promise<CryptoKey>>();

  const keys = (): Promise<SigningKeyRow[]> => {
    const nowMs = options.now().getTime();
    if (read && nowMs - read.atMs < CACHED_MS) return read.keys;
    const reading = { keys: rotatedKeys(options), atMs: nowMs };
    reading.keys.catch(() => {
      if (read === reading) read = undefined;
    });
    read = reading;
    return reading.keys;
  };

  const privateKeyOf = (key: SigningKeyRow): Promise<CryptoKey> => {
    const known = opened.get(key.kid);
    if (known) return known;
    const opening = openKey(key.privateJwe, options.encryptionKey).then(
      (jwk) => importJWK(jwk, SIGNING_ALGORITHM) as Promise<CryptoKey>,
    );
    opened.set(key.kid, opening);
    opening.catch(() => opened.delete(key.kid));
    return opening;
  };

  return {
    current: async () => {
      const key = activeKey(await keys(), options.now()) as SigningKeyRow;
      return { kid: key.kid, privateKey: await privateKeyOf(key) };
    },
    publicKeys: async () => ({
      keys: (await keys()).map((key) => key.publicJwk),
    }),
  };
}
