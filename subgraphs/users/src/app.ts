import { openDatabase, type Adapters, type Database } from '@arena/subgraph-kit';
import * as schema from './db/schema.ts';
import { createAccessTokenSigner, type SignAccessToken } from './domain/access-token.ts';
import type { AttemptLimits } from './domain/attempt-throttle.ts';
import { createPasswords, type Passwords } from './domain/passwords.ts';
import { createSigningKeys, type SigningKeys } from './domain/signing-keys.ts';
import type { Env } from './env.ts';

/** What every use case of the subgraph works with. */
export type App = Pick<Adapters, 'now' | 'logger'> & {
  db: Database<typeof schema>;
  passwords: Passwords;
  signingKeys: SigningKeys;
  signAccessToken: SignAccessToken;
  /** null lets people guess without limit */
  attemptLimits: AttemptLimits | null;
};

const DAY_MS = 86_400_000;

/** Makes the app of one environment; `close` closes its database. */
export async function createApp(
  env: Env,
  { now, logger, onStatement }: Adapters,
): Promise<{ app: App; close: () => Promise<void> }> {
  const passwords = await createPasswords();
  const { db, close } = openDatabase(env.DATABASE_URL, schema, {
    poolSize: env.DATABASE_POOL_SIZE,
    onStatement,
  });
  const signingKeys = createSigningKeys({
    db,
    now,
    encryptionKey: env.KEY_ENCRYPTION_KEY,
    rotationMs: env.KEY_ROTATION_DAYS * DAY_MS,
  });
  const signAccessToken = createAccessTokenSigner({
    keys: signingKeys,
    now,
    issuer: env.ACCESS_TOKEN_ISSUER,
    audience: env.ACCESS_TOKEN_AUDIENCE,
  });
  const attemptLimits =
    env.RATE_LIMITS === 'off'
      ? null
      : {
          perAccount: env.LOGIN_FAILURES_PER_ACCOUNT,
          perAddress: env.LOGIN_FAILURES_PER_ADDRESS,
          windowMs: env.LOGIN_WINDOW_MS,
        };
  return { app: { db, now, logger, passwords, signingKeys, signAccessToken, attemptLimits }, close };
}
