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
import { openSandbox } from '../src/providers/sandbox/open-sandbox.ts';
import { fakeDomains } from './fake-domains.ts';
import type { Told } from './orders.ts';

/** The started subgraph with its sandbox, among other domains that the test plays over the bus. */
export async function startPayments() {
  const adapters = testAdapters();
  const database = await cloneDatabase('payments');
  const { db, close } = openDatabase(database.url, schema);
  const bus = await testBus(database.url);
  const live = testLive();
  const domains = fakeDomains();
  const { handlers } = domains;
  const served = await serveRequests(bus, handlers, adapters.logger);
  const env = parseEnv({
    DATABASE_URL: database.url,
    IDENTITY_JWKS: testIdentityJwks,
    PORT: '0',
    RETURN_ORIGINS: 'https://arena.example',
    SANDBOX_WEBHOOK_REPEATS: '1',
  });
  const service = running('payments', await start(env, { ...adapters, bus, live }));
  const { operator } = await openSandbox(env, { db, now: adapters.now });
  const ask = (identity?: Identity): Ask => askAs(service.url, 'payments', identity);
  const told: { name: string; payload: unknown }[] = [];
  const tail = await bus.tail(({ routingKey: key, content }) => {
    if (/^(payments|donations)\./.test(key)) told.push({ name: key, payload: JSON.parse(content) });
  });
  /** Tells the subgraph of an event, over the bus. */
  const publish = ({ name, payload }: Told) =>
    bus.publish([
      {
        id: newId(),
        routingKey: routingKey(name),
        content: JSON.stringify(payload),
        headers: {},
      },
    ]);
  return register(
    'subgraph',
    { db, live, domains, operator, url: service.url, ask, told, publish },
    async () => {
      await tail.stop();
      await service[Symbol.asyncDispose]();
      await served.stop();
      await bus[Symbol.asyncDispose]();
      await live[Symbol.asyncDispose]();
      await close();
      await database[Symbol.asyncDispose]();
    },
  );
}
