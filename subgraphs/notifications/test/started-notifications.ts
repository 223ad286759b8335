import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { routingKey, serveRequests } from '@arena/events';
import { newId, openDatabase, type Identity } from '@arena/subgraph-kit';
import {
  askAs,
  cloneDatabase,
  register,
  running,
  testAdapters,
  testBus,
  testIdentityJwks,
  testLive,
  type Ask,
} from '@arena/testing';
import * as schema from '../src/db/schema.ts';
import { parseEnv, start } from '../src/index.ts';
import { fakeDomains } from './fake-domains.ts';
import type { Told } from './told-news.ts';

/** The started subgraph, which lays its mails down as files, among other domains that the test plays over the bus. */
export async function startNotifications(variables: Record<string, string> = {}) {
  const adapters = testAdapters();
  const database = await cloneDatabase('notifications');
  const mailDir = await mkdtemp(join(tmpdir(), 'arena-notifications-'));
  const { db, close } = openDatabase(database.url, schema);
  const bus = await testBus(database.url);
  const live = testLive();
  const domains = fakeDomains();
  const served = await serveRequests(bus, domains.handlers, adapters.logger);
  const env = parseEnv({
    ...{ DATABASE_URL: database.url, IDENTITY_JWKS: testIdentityJwks, PORT: '0', TIMED_WORK: 'off' },
    ...{ MAIL_DIR: mailDir, MAIL_RATE_PER_SECOND: '500', PUBLIC_URL: 'https://arena.example' },
    ...variables,
  });
  const service = running('notifications', await start(env, { ...adapters, bus, live }));
  const ask = (identity?: Identity): Ask => askAs(service.url, 'notifications', identity);
  /** Tells the subgraph of an event, over the bus; the id of the message. */
  const publish = async ({ name, payload }: Told, id = newId()): Promise<string> => {
    const message = { id, routingKey: routingKey(name), content: JSON.stringify(payload), headers: {} };
    await bus.publish([message]);
    return id;
  };
  /** The mails that have been laid down, as they are sent. */
  const mails = async (): Promise<string[]> => {
    const files = (await readdir(mailDir)).filter((name) => name.endsWith('.eml'));
    return Promise.all(files.map((name) => readFile(join(mailDir, name), 'utf8')));
  };
  return register(
    'subgraph',
    { db, live, domains, adapters, url: service.url, ask, publish, mails },
    async () => {
      await service[Symbol.asyncDispose]();
      await served.stop();
      await bus[Symbol.asyncDispose]();
      await live[Symbol.asyncDispose]();
      await close();
      await database[Symbol.asyncDispose]();
      await rm(mailDir, { recursive: true });
    },
  );
}

export type StartedNotifications = Awaited<ReturnType<typeof startNotifications>>;

/** Asks for the account of somebody, as the gateway does. */
export const accountOf = async (
  { ask }: Pick<StartedNotifications, 'ask'>,
  identity: Identity & { userId: string },
  fields: string,
  userId: string = identity.userId,
) => {
  const { data, errors } = await ask(identity)(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Account { ${fields} } } }`,
    { of: [{ __typename: 'Account', id: userId }] },
  );
  return { account: data?._entities[0], errors };
};
