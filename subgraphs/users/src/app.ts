import type { Transact } from '@arena/events';
import type { Adapters, Database } from '@arena/subgraph-kit';
import type * as schema from './db/schema.ts';
import { createAccessTokenSigner, type SignAccessToken } from './domain/access-token.ts';
import type { AttemptLimits } from './domain/attempt-throttle.ts';
import { MAIL_LIMIT, type MailLimit } from './domain/mail-limit.ts';
import { createMailTokens, type MailTokens } from './domain/mail-tokens.ts';
import { createPasswords, type Passwords } from './domain/passwords.ts';
import { createSigningKeys, type SigningKeys } from './domain/signing-keys.ts';
import type { Env } from './env.ts';

type Store = {
  /** for what reads, and for what tells no events */
  db: Database<typeof schema>;
  /** for what tells events */
  transact: Transact<typeof schema>;
};

/** What every use case of the subgraph works with. */
export type App = Pick<Adapters, 'now' | 'logger'> &
  Store & {
    passwords: Passwords;
    signingKeys: SigningKeys;
    signAccessToken: SignAccessToken;
    mailTokens: MailTokens;
    /** null lets people guess without limit */
    attemptLimits: AttemptLimits | null;
    /** null lets people ask for mails without limit */
    mailLimit: MailLimit | null;
  };

const DAY_MS = 86_400_000;

/** Makes the app of one environment on an open database. */
export async function createApp(
  env: Env,
  { db, transact, now, logger }: Pick<Adapters, 'now' | 'logger'> & Store,
): Promise<App> {
  const passwords = await createPasswords();
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
  const isLimited = env.RATE_LIMITS === 'on';
  const attemptLimits = {
    perAccount: env.LOGIN_FAILURES_PER_ACCOUNT,
    perAddress: env.LOGIN_FAILURES_PER_ADDRESS,
    windowMs: env.LOGIN_WINDOW_MS,
  };
  return {
    db,
    transact,
    now,
    logger,
    passwords,
    signingKeys,
    signAccessToken,
    mailTokens: createMailTokens(env.KEY_ENCRYPTION_KEY),
    attemptLimits: isLimited ? attemptLimits : null,
    mailLimit: isLimited ? MAIL_LIMIT : null,
  };
}
