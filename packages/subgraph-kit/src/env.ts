import { z } from 'zod';
import { tracingVariables } from './tracing/variables.ts';

/** The environment does not allow a start; `message` lists every fault, ready to print. */
export class EnvError extends Error {
  constructor(faults: string[]) {
    super(`The environment is wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'EnvError';
  }
}

/**
 * Parses the environment once and freezes the result.
 * @throws EnvError listing every fault by variable
 */
export function parseEnvironment<S extends z.ZodType>(
  schema: S,
  source: Record<string, string | undefined>,
): Readonly<z.output<S>> {
  // an empty variable is how shells and compose files say "not set"
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return Object.freeze(result.data as object) as Readonly<z.output<S>>;
  throw new EnvError(
    result.error.issues.map((issue) => `${issue.path.join('.') || 'environment'}: ${issue.message}`),
  );
}

const integer = (min: number, max: number) =>
  z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);

/** A TCP port; 0 lets the system choose. */
export const portVariable = integer(0, 65_535);
/** A duration in milliseconds. */
export const millisecondsVariable = integer(0, 86_400_000);
/** A count of at least one. */
export const countVariable = integer(1, 1_000_000);
/** An absolute URL of one of the given schemes. */
export const urlVariable = (...schemes: string[]) =>
  z
    .string('is missing')
    .refine(
      (value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)),
      `must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    );
/** Whether this is the name of a time zone; an offset from UTC is none, and PostgreSQL reads its sign the other way. */
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[a-z]/i.test(name);
  } catch {
    return false;
  }
}

/** The time zone in which the platform counts its days. */
export const timeZoneVariable = z
  .string()
  .refine(isTimeZone, 'must be the name of a time zone, as America/Bogota')
  .default('America/Bogota');
/** What the names of all keys and channels in Redis begin with. */
export const livePrefixVariable = z
  .string()
  .regex(/^[\w.:-]{0,60}$/, 'must be of letters, digits, dots, colons, hyphens and underscores')
  .default('arena:');
/** A JSON Web Key Set as JSON text. */
export const jwksVariable = z.string().transform((text, context) => {
  try {
    return z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }).parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a JSON Web Key Set' });
    return z.NEVER;
  }
});

/** What every process of Arena reads. */
export const processVariables = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** what is told of the version that runs, as a tag or the beginning of a commit */
  ARENA_VERSION: z
    .string()
    .regex(/^[\w.+-]{1,64}$/, 'must be of letters, digits and . _ + -')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  HOST: z.string().default('127.0.0.1'),
  /** how long a service that is told to end serves on, so that whatever leads requests to it can leave it out */
  DRAIN_GRACE_MS: millisecondsVariable.default(0),
  DRAIN_TIMEOUT_MS: millisecondsVariable.default(10_000),
  /** where metrics are shown; where none is given, beside what is served, and nowhere in production */
  METRICS_PORT: portVariable.optional(),
  ...tracingVariables,
};

/** What every subgraph reads. */
export const subgraphVariables = {
  ...processVariables,
  DATABASE_URL: urlVariable('postgres', 'postgresql'),
  DATABASE_POOL_SIZE: countVariable.default(10),
  IDENTITY_JWKS: jwksVariable.optional(),
  IDENTITY_JWKS_URL: urlVariable('http', 'https').optional(),
};

/** A subgraph must know how to verify the gateway's identity tokens. */
export const identitySourceGiven = {
  check: (env: { IDENTITY_JWKS?: unknown; IDENTITY_JWKS_URL?: unknown }) =>
    env.IDENTITY_JWKS !== undefined || env.IDENTITY_JWKS_URL !== undefined,
  message: 'IDENTITY_JWKS_URL (the address of the gateway’s key set) or IDENTITY_JWKS must be set',
};
