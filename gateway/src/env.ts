import {
  countVariable,
  jwksVariable,
  livePrefixVariable,
  millisecondsVariable,
  parseEnvironment,
  portVariable,
  processVariables,
} from '@arena/subgraph-kit';
import type { JWK } from 'jose';
import { z } from 'zod';
import { landingPageVariable } from './landing-page.ts';
import type { OperationLimits } from './operation-limits/limits.ts';
import type { ConnectionCaps } from './websocket/connection-counts.ts';
import type { SubscriptionCaps } from './subscriptions/subscription-counts.ts';
import { variablesOfSubgraphs } from './subgraphs/variables.ts';

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );

const origins = list.refine(
  (items) => items.every((item) => URL.canParse(item) && new URL(item).origin === item),
  'must be origins separated by commas, each as https://app.example',
);

const privateJwk = z.string().transform((text, context): JWK => {
  try {
    return z
      .object({ kty: z.literal('OKP'), crv: z.string(), x: z.string(), d: z.string() })
      .parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a private Ed25519 key as a JSON Web Key' });
    return z.NEVER;
  }
});

const publicKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.undefined().optional(),
});

const publicJwks = jwksVariable.refine(
  ({ keys }) => keys.every((key) => publicKeySchema.safeParse(key).success),
  'must hold public Ed25519 keys, and no private one',
);

const most = z.coerce.number().int().min(0);
const pointsVariable = z.coerce.number().int().min(1);

const schema = z
  .object({
    ...processVariables,
    PORT: portVariable.default(4000),
    ...variablesOfSubgraphs,
    /** the supergraph to be served; the committed one where none is given */
    SUPERGRAPH_FILE: z.string().optional(),
    /** how often the file is looked at for a new supergraph; 0 is never */
    SUPERGRAPH_POLL_MS: millisecondsVariable.default(1_000),
    ACCESS_TOKEN_ISSUER: z.string().default('arena'),
    ACCESS_TOKEN_AUDIENCE: z.string().default('arena'),
    IDENTITY_PRIVATE_JWK: privateJwk.optional(),
    /** public keys to tell beside its own, while other gateways sign with them or are about to */
    IDENTITY_PUBLISHED_JWKS: publicJwks.optional(),
    CORS_ORIGINS: origins,
    /** what Apollo Sandbox opens with outside production */
    LANDING_PAGE: landingPageVariable.optional(),
    /** how many proxies in front append to X-Forwarded-For; 0 ignores the header */
    TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
    /** a query that takes longer is answered with what there is of it */
    OPERATION_TIMEOUT_MS: millisecondsVariable.default(10_000),
    /** an answer larger than this is none */
    SUBGRAPH_MAX_ANSWER_BYTES: z.coerce.number().int().min(1_024).default(5_242_880),
    /** more are refused until some of them are answered */
    MAX_OPERATIONS_IN_FLIGHT: countVariable.default(1_000),
    /** what an operation may have at most: see OperationLimits */
    MAX_CHARACTERS: most.default(20_000),
    MAX_TOKENS: most.default(2_000),
    MAX_DEPTH: most.default(12),
    MAX_HEIGHT: most.default(400),
    MAX_ALIASES: most.default(30),
    MAX_ROOT_FIELDS: most.default(20),
    MAX_DIRECTIVES: most.default(50),
    /** what an operation may cost at most, as estimated before it is run */
    MAX_COST: most.default(10_000),
    /** on: only the documents of schema/operations.json are run, named by their hash */
    SAFELIST: z.enum(['on', 'off']).default('off'),
    /** off serves tests of load; lifts the throttle of logins too */
    RATE_LIMITS: z.enum(['on', 'off']).default('on'),
    /** points that a person who is signed in may take in a minute: see points in rate-limits/ */
    RATE_LIMIT_PERSON: pointsVariable.default(600),
    /** points that the anonymous of one network address may take in a minute, many though they may be */
    RATE_LIMIT_ADDRESS: pointsVariable.default(3_000),
    LIVE_PREFIX: livePrefixVariable,
    /** whether answers of subgraphs are kept, as their schemas allow */
    CACHE: z.enum(['on', 'off']).default('on'),
    /** WebSockets that may be open at once: of one network address, and of all */
    MAX_CONNECTIONS_ADDRESS: countVariable.default(1_000),
    MAX_CONNECTIONS: countVariable.default(20_000),
    /** subscriptions that may be open at once: of one person, of one connection, of the anonymous of one address */
    MAX_SUBSCRIPTIONS_PERSON: countVariable.default(100),
    MAX_SUBSCRIPTIONS_CONNECTION: countVariable.default(50),
    MAX_SUBSCRIPTIONS_ADDRESS: countVariable.default(1_000),
    /** what the open subscriptions of one person, or of the anonymous of one address, may cost together */
    MAX_SUBSCRIPTIONS_COST: countVariable.default(100_000),
    /** and of all clients of this gateway */
    MAX_SUBSCRIPTIONS: countVariable.default(20_000),
    /** events that may wait for a client that is slow to take them, before the oldest are dropped */
    SUBSCRIPTION_QUEUE: countVariable.default(100),
    /** a client that misses more than this many, and takes none between, is cut off */
    SUBSCRIPTION_MAX_DROPPED: most.default(1_000),
    /** how often a silent stream is kept alive */
    HEARTBEAT_MS: millisecondsVariable.default(5_000),
    /** how long a WebSocket may take to send connection_init */
    CONNECTION_INIT_TIMEOUT_MS: millisecondsVariable.default(3_000),
    /** how often a gateway looks for sessions that another was told the end of */
    SESSIONS_POLL_MS: z.coerce.number().int().min(10).max(4_000).default(1_000),
    READY_DEADLINE_MS: millisecondsVariable.default(30_000),
  })
  .refine(
    (env) => env.NODE_ENV !== 'production' || env.IDENTITY_PRIVATE_JWK !== undefined,
    'IDENTITY_PRIVATE_JWK must be set in production, so that all gateways sign with one key',
  )
  .refine((env) => env.NODE_ENV !== 'production' || env.RATE_LIMITS === 'on', {
    path: ['RATE_LIMITS'],
    message: 'must be on in production',
  });

export type Env = Readonly<z.output<typeof schema>>;

/** @throws EnvError listing every fault */
export const parseEnv = (source: Record<string, string | undefined>): Env => parseEnvironment(schema, source);

/** What no operation may exceed. */
export const operationLimits = (env: Env): OperationLimits => ({
  characters: env.MAX_CHARACTERS,
  tokens: env.MAX_TOKENS,
  depth: env.MAX_DEPTH,
  height: env.MAX_HEIGHT,
  aliases: env.MAX_ALIASES,
  rootFields: env.MAX_ROOT_FIELDS,
  directives: env.MAX_DIRECTIVES,
});

/** How many subscriptions may be open at once. */
export const subscriptionCaps = (env: Env): SubscriptionCaps => ({
  person: env.MAX_SUBSCRIPTIONS_PERSON,
  address: env.MAX_SUBSCRIPTIONS_ADDRESS,
  gateway: env.MAX_SUBSCRIPTIONS,
  cost: env.MAX_SUBSCRIPTIONS_COST,
});

/** How many WebSockets may be open at once. */
export const connectionCaps = (env: Env): ConnectionCaps => ({
  address: env.MAX_CONNECTIONS_ADDRESS,
  all: env.MAX_CONNECTIONS,
});
