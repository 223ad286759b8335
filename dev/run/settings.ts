import { busVariables } from '@arena/events';
import { resolve } from 'node:path';
import { parseEnvironment, tracingVariables, urlVariable, type TracingEnv } from '@arena/subgraph-kit';
import { z } from 'zod';

const schema = z
  .object({
    NODE_ENV: z.string().optional(),
    ARENA_MODE: z.enum(['embedded', 'services'], 'must be embedded or services').optional(),
    ARENA_DATA_DIR: z.string().default('.arena'),
    PORT_BASE: z.coerce
      .number('must be a port number')
      .int('must be a port number')
      .min(1, 'must be from 1 to 65500')
      .max(65_500, 'must be from 1 to 65500')
      .default(4_000),
    DATABASE_URL: urlVariable('postgres', 'postgresql').optional(),
    DATABASE_PREFIX: z
      .string()
      .regex(/^[a-z0-9_]{0,40}$/, 'must be of a-z, 0-9 and _')
      .default('arena_'),
    AMQP_URL: urlVariable('amqp', 'amqps').default('amqp://guest:guest@127.0.0.1:5672'),
    BUS_PREFIX: z.string().default(''),
    BUS_CONSUMERS: busVariables.BUS_CONSUMERS,
    PUBLIC_URL: urlVariable('http', 'https').optional(),
    RETURN_ORIGINS: z.string().optional(),
    REDIS_URL: urlVariable('redis', 'rediss').default('redis://127.0.0.1:6379'),
    LOG_LEVEL: z.string().default('warn'),
    ...tracingVariables,
  })
  .refine((env) => env.NODE_ENV !== 'production', {
    path: ['NODE_ENV'],
    message: 'must not be production: this starts Arena for trying it and for development',
  })
  .refine((env) => env.ARENA_MODE !== 'services' || env.DATABASE_URL, {
    path: ['DATABASE_URL'],
    message: 'must be set in the services mode, to a PostgreSQL server whose role may create databases',
  })
  .transform((env) => ({
    // the mode, where given, beats what the addresses imply
    mode: env.ARENA_MODE ?? (env.DATABASE_URL ? ('services' as const) : ('embedded' as const)),
    dataDir: resolve(env.ARENA_DATA_DIR),
    portBase: env.PORT_BASE,
    /** where a buyer may be sent after a payment */
    returnUrl:
      env.RETURN_ORIGINS?.split(',')[0]?.trim() ?? env.PUBLIC_URL ?? `http://localhost:${env.PORT_BASE}`,
    databaseUrl: env.DATABASE_URL,
    databasePrefix: env.DATABASE_PREFIX,
    amqpUrl: env.AMQP_URL,
    busPrefix: env.BUS_PREFIX,
    busConsumers: env.BUS_CONSUMERS,
    redisUrl: env.REDIS_URL,
    logLevel: env.LOG_LEVEL,
    tracing: env satisfies TracingEnv,
  }));

export type Settings = z.output<typeof schema>;

/**
 * What the environment says of how to run Arena here.
 * @throws EnvError listing every fault
 */
export const parseSettings = (source: Record<string, string | undefined>): Settings =>
  parseEnvironment(schema, source);
