import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { testIdentityKey } from '@arena/testing';
import { migrateAll } from '../../dev/run/embedded-stack.ts';
import { stackEnv, SUBGRAPHS, type StackSettings, type SubgraphName } from '../../dev/run/stack-env.ts';
import { freePort } from '../../dev/services/tcp.ts';
import { startChild, type Child } from '../gateway/child/child.ts';
import type { BorrowedServers } from './borrowed-servers.ts';
import type { ServiceOptions } from './service-process.ts';

export type Running = { url: string; child: Child };

type Variables = ServiceOptions['variables'];

export type Platform = {
  subgraphs: Record<SubgraphName, Running>;
  /** Starts a gateway in front of the subgraphs, on a free port unless one is given. */
  startGateway: (options?: { port?: number; variables?: Variables }) => Promise<Running>;
};

export type PlatformOptions = {
  /** of every service, besides those that it has as a rule */
  variables?: Variables;
  /** of one subgraph alone */
  variablesOf?: Partial<Record<SubgraphName, Variables>>;
  /** of Node.js, for the subgraphs */
  flags?: string[];
};

const MUCH = '1000000';

/** All clients are at one address, and one person publishes. */
const CAPS = {
  RATE_LIMIT_ADDRESS: MUCH,
  RATE_LIMIT_PERSON: MUCH,
  MAX_SUBSCRIPTIONS_ADDRESS: MUCH,
  MAX_SUBSCRIPTIONS_COST: MUCH,
  MAX_CONNECTIONS_ADDRESS: MUCH,
};

/** Nothing is paid as a rule, and the sandbox does not serve in production. */
const NO_PAYMENTS = { STRIPE_SECRET_KEY: 'sk_test_nobody', STRIPE_WEBHOOK_SECRET: 'whsec_nobody' };

/** Nor is anything mailed, and in production mails lead to https. */
const NO_MAIL = { SMTP_URL: 'smtp://127.0.0.1:1', PUBLIC_URL: 'https://arena.example' };

const entryOf = (folder: string): string =>
  fileURLToPath(new URL(`../../${folder}/src/main.ts`, import.meta.url));

type ServiceStart = { variables: Variables; flags: string[]; port?: number | undefined };

async function startService(folder: string, start: ServiceStart): Promise<Running> {
  const { variables, flags, port = await freePort() } = start;
  const child = startChild(new URL('service-process.ts', import.meta.url), flags);
  const options: ServiceOptions = { entry: entryOf(folder), variables: { ...variables, PORT: String(port) } };
  await child.ask('start', options);
  return { url: `http://127.0.0.1:${port}`, child };
}

/** Starts the subgraphs, each as a process of its own in production mode, on real servers. */
export async function startPlatform(
  { databaseUrls, variables }: BorrowedServers,
  options: PlatformOptions = {},
): Promise<Platform> {
  await migrateAll(databaseUrls);
  const env = await stackEnv({
    databaseUrls,
    ports: Object.fromEntries([...SUBGRAPHS, 'gateway'].map((name) => [name, 0])) as StackSettings['ports'],
    keyEncryptionKey: randomBytes(32).toString('base64'),
    identityKey: testIdentityKey,
    variables: {
      ...variables,
      ...CAPS,
      ...NO_PAYMENTS,
      ...NO_MAIL,
      NODE_ENV: 'production',
      LOG_LEVEL: 'error',
      ...options.variables,
    },
  });
  const flags = options.flags ?? [];
  const subgraphs = {} as Platform['subgraphs'];
  const urls = {} as Record<SubgraphName, string>;
  for (const name of SUBGRAPHS) {
    subgraphs[name] = await startService(`subgraphs/${name}`, {
      variables: { ...env.subgraph(name), ...options.variablesOf?.[name] },
      flags,
    });
    urls[name] = subgraphs[name].url;
  }
  return {
    subgraphs,
    startGateway: ({ port, variables: own } = {}) =>
      startService('gateway', {
        variables: { ...env.gateway(urls), ...own },
        flags: ['--expose-gc'],
        port,
      }),
  };
}
