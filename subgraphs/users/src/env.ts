import {
  countVariable,
  identitySourceGiven,
  millisecondsVariable,
  parseEnvironment,
  portVariable,
  subgraphVariables,
} from '@arena/subgraph-kit';
import { z } from 'zod';

const KEY_BYTES = 32;

/** Exactly 32 bytes as base64 or base64url, padded or not. */
const encryptionKeyVariable = z.string('is missing: 32 random bytes as base64').transform((text, context) => {
  const bytes = Buffer.from(text, 'base64url');
  const isCanonical =
    bytes.toString('base64url') === text.replace(/=+$/, '').replace(/\+/g, '-').replace(/\//g, '_');
  if (bytes.length === KEY_BYTES && isCanonical) return new Uint8Array(bytes);
  context.addIssue({ code: 'custom', message: `must be exactly ${KEY_BYTES} bytes as base64 or base64url` });
  return z.NEVER;
});

const nameVariable = z.string().min(1).default('arena');

const schema = z
  .object({
    ...subgraphVariables,
    PORT: portVariable.default(4001),
    ACCESS_TOKEN_ISSUER: nameVariable,
    ACCESS_TOKEN_AUDIENCE: nameVariable,
    KEY_ENCRYPTION_KEY: encryptionKeyVariable,
    KEY_ROTATION_DAYS: z.coerce
      .number('must be a whole number')
      .int('must be a whole number')
      // a successor is announced more than a day ahead
      .min(2, 'must be at least 2')
      .max(365, 'must be at most 365')
      .default(30),
    RATE_LIMITS: z.enum(['on', 'off']).default('on'),
    LOGIN_FAILURES_PER_ACCOUNT: countVariable.default(10),
    LOGIN_FAILURES_PER_ADDRESS: countVariable.default(50),
    LOGIN_WINDOW_MS: millisecondsVariable.default(900_000),
  })
  .refine(identitySourceGiven.check, identitySourceGiven.message)
  .refine((env) => env.NODE_ENV !== 'production' || env.RATE_LIMITS === 'on', {
    path: ['RATE_LIMITS'],
    message: 'must be on in production',
  });

export type Env = Readonly<z.output<typeof schema>>;

/** @throws EnvError listing every fault */
export const parseEnv = (source: Record<string, string | undefined>): Env => parseEnvironment(schema, source);
