import {
  identitySourceGiven,
  millisecondsVariable,
  parseEnvironment,
  portVariable,
  subgraphVariables,
  urlVariable,
} from '@arena/subgraph-kit';
import { z } from 'zod';
import { isLoopback, returnOrigins, returnOriginsVariable } from './return-origins.ts';

const stripeVariables = {
  /** a test key or a live one; which, decides which webhooks are believed */
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, 'must be a secret key of Stripe: sk_test_… or sk_live_…')
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\S+$/, 'must be the signing secret of a webhook endpoint: whsec_…')
    .optional(),
  STRIPE_API_URL: urlVariable('https', 'http').default('https://api.stripe.com'),
};

const sandboxVariables = {
  /** what its webhooks are signed with; where none is given, each database makes its own */
  SANDBOX_WEBHOOK_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  /** where its webhooks are brought; to this service itself if left out */
  SANDBOX_WEBHOOK_URL: urlVariable('http', 'https').optional(),
  /** how often each webhook is brought again */
  SANDBOX_WEBHOOK_REPEATS: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .max(10, 'must be at most 10')
    .default(0),
  /** how long each webhook is kept back */
  SANDBOX_WEBHOOK_DELAY_MS: millisecondsVariable.default(0),
  /** whether each is kept back for a part of that by chance, so that they overtake each other */
  SANDBOX_WEBHOOK_SHUFFLE: z.enum(['on', 'off'], 'must be on or off').default('off'),
};

const variables = z
  .object({
    ...subgraphVariables,
    PORT: portVariable.default(4004),
    PAYMENT_PROVIDER: z.enum(['stripe', 'sandbox'], 'must be stripe or sandbox').optional(),
    ...stripeVariables,
    ...sandboxVariables,
    /** where clients reach the gateway */
    PUBLIC_URL: urlVariable('http', 'https').default('http://localhost:4000'),
    /** where a buyer may be sent after the payment */
    RETURN_ORIGINS: returnOriginsVariable.optional(),
    /** in minor units of COP */
    MIN_DONATION: z.coerce
      .number('must be a whole number of minor units')
      .int('must be a whole number of minor units')
      .min(1, 'must be at least 1')
      .default(250_000),
    /** how long nothing may be heard of a checkout before the provider is asked about it */
    RECONCILE_AFTER_MS: millisecondsVariable.default(300_000),
    /** whether this process looks by itself, each minute, for what is due; what is asked for is done anyhow */
    TIMED_WORK: z.enum(['on', 'off'], 'must be on or off').default('on'),
  })
  .refine(identitySourceGiven.check, identitySourceGiven.message)
  .refine((env) => env.PAYMENT_PROVIDER || env.STRIPE_SECRET_KEY || isLoopback(env.PUBLIC_URL), {
    path: ['PAYMENT_PROVIDER'],
    message:
      'must be given where PUBLIC_URL is not this machine: stripe, or sandbox where no real payments are to be taken',
  });

const withDefaults = variables.transform(({ PAYMENT_PROVIDER, RETURN_ORIGINS, ...env }) => ({
  ...env,
  PAYMENT_PROVIDER: PAYMENT_PROVIDER ?? (env.STRIPE_SECRET_KEY ? ('stripe' as const) : ('sandbox' as const)),
  RETURN_ORIGINS: RETURN_ORIGINS ?? returnOrigins(env.PUBLIC_URL),
}));

/** Rules between variables: each names the one at fault. */
const RULES: {
  path: keyof z.output<typeof withDefaults>;
  message: string;
  holds: (env: z.output<typeof withDefaults>) => boolean;
}[] = [
  {
    path: 'PAYMENT_PROVIDER',
    message: 'the sandbox takes no real payments and is refused in production; set STRIPE_SECRET_KEY',
    holds: (env) => env.PAYMENT_PROVIDER !== 'sandbox' || env.NODE_ENV !== 'production',
  },
  {
    path: 'STRIPE_SECRET_KEY',
    message: 'must be set where PAYMENT_PROVIDER is stripe',
    holds: (env) => env.PAYMENT_PROVIDER !== 'stripe' || env.STRIPE_SECRET_KEY !== undefined,
  },
  {
    path: 'STRIPE_WEBHOOK_SECRET',
    message: 'must be set where PAYMENT_PROVIDER is stripe',
    holds: (env) => env.PAYMENT_PROVIDER !== 'stripe' || env.STRIPE_WEBHOOK_SECRET !== undefined,
  },
  {
    path: 'SANDBOX_WEBHOOK_SHUFFLE',
    message: 'needs a SANDBOX_WEBHOOK_DELAY_MS within which webhooks overtake each other',
    holds: (env) => env.SANDBOX_WEBHOOK_SHUFFLE === 'off' || env.SANDBOX_WEBHOOK_DELAY_MS > 0,
  },
  {
    path: 'STRIPE_API_URL',
    message: 'must start with https:// in production, as the secret key goes there',
    holds: (env) => env.NODE_ENV !== 'production' || env.STRIPE_API_URL.startsWith('https:'),
  },
];

const schema = withDefaults.superRefine((env, context) => {
  for (const { path, message, holds } of RULES) {
    if (!holds(env)) context.addIssue({ code: 'custom', path: [path], message });
  }
});

export type Env = Readonly<z.output<typeof schema>>;

/** @throws EnvError listing every fault */
export const parseEnv = (source: Record<string, string | undefined>): Env => parseEnvironment(schema, source);
