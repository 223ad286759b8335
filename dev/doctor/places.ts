import { join } from 'node:path';
import type { ConsumerName } from '@arena/events';
import { jwksVariable, parseEnvironment, StartError, urlVariable } from '@arena/subgraph-kit';
import { z } from 'zod';
import { embeddedDatabaseUrl, subgraphDatabaseUrl } from '../run/databases.ts';
import { PORT_OFFSETS } from '../run/ports.ts';
import { parseSettings, type Settings } from '../run/settings.ts';
import { SUBGRAPHS, type ServiceName, type SubgraphName } from '../run/stack-env.ts';

type Variables = Record<string, string | undefined>;

/** Where the parts of an Arena are, with the credentials that it takes to look at them. */
export type Places = {
  mode: Settings['mode'];
  services: Record<ServiceName, string>;
  /** undefined where the embedded PostgreSQL does not run */
  databases: Record<SubgraphName, string> | undefined;
  bus:
    | { kind: 'embedded'; databaseUrl: string | undefined }
    | {
        kind: 'rabbitmq';
        url: string;
        prefix: string;
        consumers: readonly ConsumerName[] | undefined;
        managementUrl: string | undefined;
      };
  /** undefined where what is shared and live is kept in memory */
  redisUrl: string | undefined;
  /** undefined where it cannot be told from here */
  mail: { smtpUrl: string } | { directory: string } | undefined;
  identity: { jwks: { keys: object[] } | undefined; jwksUrl: string | undefined };
  keyRotationDays: number;
};

const SERVICES: readonly ServiceName[] = ['gateway', ...SUBGRAPHS];

type Variable<Name extends string, Suffix extends string> = `${Uppercase<Name>}_${Suffix}`;

const variableOf = <Name extends string, Suffix extends string>(name: Name, suffix: Suffix) =>
  `${name.toUpperCase()}_${suffix}` as Variable<Name, Suffix>;

const addresses = <Name extends string, Suffix extends string>(
  names: readonly Name[],
  suffix: Suffix,
  ...schemes: string[]
) => {
  const address = urlVariable(...schemes).optional();
  return Object.fromEntries(names.map((name) => [variableOf(name, suffix), address])) as Record<
    Variable<Name, Suffix>,
    typeof address
  >;
};

const schema = z.object({
  ...addresses(SERVICES, 'URL', 'http', 'https'),
  ...addresses(SUBGRAPHS, 'DATABASE_URL', 'postgres', 'postgresql'),
  AMQP_MANAGEMENT_URL: urlVariable('http', 'https').optional(),
  SMTP_URL: urlVariable('smtp', 'smtps').optional(),
  MAIL_DIR: z.string().optional(),
  IDENTITY_JWKS: jwksVariable.optional(),
  IDENTITY_JWKS_URL: urlVariable('http', 'https').optional(),
  KEY_ROTATION_DAYS: z.coerce.number('must be a whole number').int().min(2).max(365).default(30),
});

type Given = z.output<typeof schema>;

/** @returns undefined where the embedded PostgreSQL does not run */
async function databasesOf(settings: Settings, given: Given): Promise<Places['databases']> {
  try {
    const urls = SUBGRAPHS.map(async (name) => [
      name,
      given[variableOf(name, 'DATABASE_URL')] ?? (await subgraphDatabaseUrl(settings, name)),
    ]);
    return Object.fromEntries(await Promise.all(urls)) as Record<SubgraphName, string>;
  } catch (error) {
    if (settings.mode === 'embedded' && error instanceof StartError) return undefined;
    throw error;
  }
}

async function busOf(settings: Settings, given: Given, runs: boolean): Promise<Places['bus']> {
  if (settings.mode === 'embedded') {
    return {
      kind: 'embedded',
      databaseUrl: runs ? await embeddedDatabaseUrl(settings, 'bus') : undefined,
    };
  }
  const { amqpUrl: url, busPrefix: prefix, busConsumers: consumers } = settings;
  return { kind: 'rabbitmq', url, prefix, consumers, managementUrl: given.AMQP_MANAGEMENT_URL };
}

function mailOf(settings: Settings, given: Given): Places['mail'] {
  if (given.SMTP_URL) return { smtpUrl: given.SMTP_URL };
  if (given.MAIL_DIR) return { directory: given.MAIL_DIR };
  const isElsewhere = SERVICES.some((name) => given[variableOf(name, 'URL')]);
  return isElsewhere ? undefined : { directory: join(settings.dataDir, 'mail') };
}

/**
 * Finds the Arena that the environment means: an embedded one by its data directory and ports, any other by the
 * variables that its services read.
 * @throws EnvError listing every fault
 */
export async function findPlaces(variables: Variables): Promise<Places> {
  const given = parseEnvironment(schema, variables);
  const settings = parseSettings({
    ...variables,
    // a deployed Arena may be looked at: nothing is started here
    NODE_ENV: undefined,
    DATABASE_URL: variables['DATABASE_URL'] || given.USERS_DATABASE_URL,
  });
  const databases = await databasesOf(settings, given);
  const here = (name: ServiceName) => `http://127.0.0.1:${settings.portBase + PORT_OFFSETS[name]}`;
  const services = SERVICES.map((name) => [name, given[variableOf(name, 'URL')] ?? here(name)]);
  return {
    mode: settings.mode,
    services: Object.fromEntries(services) as Record<ServiceName, string>,
    databases,
    bus: await busOf(settings, given, databases !== undefined),
    redisUrl: settings.mode === 'embedded' ? undefined : settings.redisUrl,
    mail: mailOf(settings, given),
    identity: { jwks: given.IDENTITY_JWKS, jwksUrl: given.IDENTITY_JWKS_URL },
    keyRotationDays: given.KEY_ROTATION_DAYS,
  };
}
