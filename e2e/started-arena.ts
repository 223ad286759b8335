import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tracedBus } from '@arena/events';
import { createLogger, type Tracing } from '@arena/subgraph-kit';
import {
  cloneDatabase,
  emptyDatabase,
  graphqlClient,
  register,
  testAdapters,
  testBus,
  testIdentityKey,
  type Ask,
  type TestAdapters,
  type TestBus,
  type TestRedis,
} from '@arena/testing';
import { startEmbeddedStack, type Stack } from '../dev/run/embedded-stack.ts';
import { freePort } from '../dev/services/tcp.ts';
import { SUBGRAPHS, type ServiceName, type SubgraphName } from '../dev/run/stack-env.ts';

export type StartedArena = {
  url: string;
  ask: Ask;
  /** Asks as the person whose access token is given. */
  askWith: (accessToken: string) => Ask;
  stack: Stack;
  bus: TestBus;
  /** where the messages of the bus are kept */
  busUrl: string;
  databaseUrls: Record<SubgraphName, string>;
  /** where mails are laid down */
  mailDir: string;
  /** one per service: its clock, and the statements it sends */
  adapters: Record<ServiceName, TestAdapters>;
} & AsyncDisposable;

/** What a test sees of a platform beside what it answers. */
export type Watched = {
  /** makes the spans of all services */
  tracing?: Tracing;
  /** takes all that is logged, line by line */
  log?: { write: (line: string) => void };
};

/**
 * The whole platform on databases of the test file's own; `askAs` asks its subgraphs as its gateway does.
 * @param redis what its gateway shares with others, if there are to be any
 */
export async function startedArena(
  variables: Record<string, string> = {},
  redis?: TestRedis,
  { tracing, log }: Watched = {},
): Promise<StartedArena> {
  const databases = await Promise.all(
    SUBGRAPHS.map(async (name) => [name, await cloneDatabase(name)] as const),
  );
  const databaseUrls = Object.fromEntries(
    databases.map(([name, { url }]) => [name, url]),
  ) as StartedArena['databaseUrls'];
  const busDatabase = await emptyDatabase();
  const bus = await testBus(busDatabase.url, [20, 40, 60, 80]);
  const mailDir = await mkdtemp(join(tmpdir(), 'arena-mail-'));
  const adapters = {
    gateway: testAdapters(),
    users: testAdapters(),
    tournaments: testAdapters(),
    tickets: testAdapters(),
    payments: testAdapters(),
    streams: testAdapters(),
    notifications: testAdapters(),
  };
  const stack = await startEmbeddedStack(
    {
      databaseUrls,
      // known beforehand, since buyers are sent there
      ports: {
        ...Object.fromEntries(SUBGRAPHS.map((name) => [name, 0])),
        gateway: await freePort(),
      } as Record<ServiceName, number>,
      keyEncryptionKey: randomBytes(32).toString('base64'),
      identityKey: testIdentityKey,
      // what comes with time does not come in the midst of a test
      variables: {
        NODE_ENV: 'test',
        RATE_LIMITS: 'off',
        TIMED_WORK: 'off',
        MAIL_DIR: mailDir,
        ...(redis && { LIVE_PREFIX: redis.prefix }),
        // of the hundred that a server has, since several platforms and others may be on it at once
        DATABASE_POOL_SIZE: '4',
        ...variables,
      },
    },
    (service) => {
      const tracer = tracing?.tracer(service);
      return {
        ...{ ...adapters[service], tracer, bus: tracedBus(bus, tracer, 'postgresql') },
        ...(log && { logger: createLogger(service, 'debug', log) }),
        ...(service === 'gateway' && { redis: redis?.client }),
      };
    },
  );
  const askWith = (accessToken: string) =>
    graphqlClient(stack.url, { authorization: `Bearer ${accessToken}` });
  return register(
    'arena',
    {
      ...{ url: stack.url, ask: graphqlClient(stack.url), askWith, stack },
      ...{ bus, busUrl: busDatabase.url, databaseUrls, mailDir, adapters },
    },
    async () => {
      await stack.stop();
      await bus[Symbol.asyncDispose]();
      await busDatabase[Symbol.asyncDispose]();
      await Promise.all(databases.map(([, database]) => database[Symbol.asyncDispose]()));
      await rm(mailDir, { recursive: true });
    },
  );
}

type SignedIn = { accessToken: string; refreshToken: string; ask: Ask };
export type Member = SignedIn & { id: string; username: string };

/** of everybody who is registered here */
export const PASSWORD = 'correct horse battery';

/** Registers a new person, who reads English unless told otherwise, and signs them in. */
export async function registerMember(
  arena: StartedArena,
  username: string,
  locale: 'EN' | 'ES' = 'EN',
): Promise<Member> {
  const { data } = await arena.ask(
    `mutation ($input: RegisterInput!) { register(input: $input) { accessToken refreshToken account { id } } }`,
    {
      input: {
        email: `${username}@arena.example`,
        username,
        displayName: username.toUpperCase(),
        password: PASSWORD,
        locale,
      },
    },
  );
  const { accessToken, refreshToken, account } = data.register;
  return { id: account.id, username, accessToken, refreshToken, ask: arena.askWith(accessToken) };
}

/** Signs a registered person in once more. */
export async function signIn(arena: StartedArena, username: string): Promise<SignedIn> {
  const { data } = await arena.ask(
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken refreshToken } }',
    { input: { login: username, password: PASSWORD } },
  );
  const { accessToken, refreshToken } = data.login;
  return { accessToken, refreshToken, ask: arena.askWith(accessToken) };
}
