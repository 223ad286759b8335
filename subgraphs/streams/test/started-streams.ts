import { serveRequests } from '@arena/events';
import { openDatabase, type Identity } from '@arena/subgraph-kit';
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
import { createApp } from '../src/app.ts';
import * as schema from '../src/db/schema.ts';
import { parseEnv, start } from '../src/index.ts';
import { openLocalPresence } from '../src/presence/local-presence.ts';
import { LocalState } from '../src/presence/local-state.ts';
import { presenceTimes } from '../src/presence/presence-times.ts';
import type { Presence } from '../src/presence/presence.ts';
import { fakeTickets } from './fake-tickets.ts';
import { away } from './streams-app.ts';

/** The started subgraph beside an App on the same state, among other domains that the test plays over the bus. */
export async function startStreams(variables: Record<string, string> = {}) {
  const adapters = testAdapters();
  const database = await cloneDatabase('streams');
  const { db, close } = openDatabase(database.url, schema);
  const bus = await testBus(database.url);
  const live = testLive();
  const tickets = fakeTickets();
  const served = await serveRequests(bus, tickets.handlers, adapters.logger);
  const env = parseEnv({
    DATABASE_URL: database.url,
    IDENTITY_JWKS: testIdentityJwks,
    PORT: '0',
    COUNT_INTERVAL_MS: '20',
    ...variables,
  });
  const state = new LocalState();
  const open = () => openLocalPresence(presenceTimes(env), adapters.now, state);
  const roundTrips: string[] = [];
  let isAway = false;
  const presence = Object.fromEntries(
    Object.entries(open()).map(([name, ask]) => [
      name,
      (...given: unknown[]) => {
        roundTrips.push(name);
        return isAway ? away() : (ask as (...given: unknown[]) => unknown)(...given);
      },
    ]),
  ) as Presence;
  const service = running('streams', await start(env, { ...adapters, bus, live, presence }));
  const app = createApp({
    ...{ db, live, bus, now: adapters.now, logger: adapters.logger },
    transact: (work) => db.transaction(work),
    presence: open(),
    settings: { freeViewerLimit: env.FREE_VIEWER_LIMIT, countIntervalMs: env.COUNT_INTERVAL_MS },
  });
  const ask = (identity?: Identity): Ask => askAs(service.url, 'streams', identity);

  /** Asks for fields of entities, by their ids. */
  const entities = (typename: string, ids: readonly string[], fields: string, identity?: Identity) =>
    ask(identity)(
      `query ($references: [_Any!]!) { _entities(representations: $references) { ... on ${typename} { ${fields} } } }`,
      { references: ids.map((id) => ({ __typename: typename, id })) },
    );

  return register(
    'subgraph',
    {
      ...{ app, db, bus, live, tickets, ask, entities, url: service.url },
      ...{ advance: adapters.advance },
      /** the statements that have read since the last time */
      takeReads: () => adapters.statements.splice(0).filter((sql) => sql.startsWith('select')),
      /** what presence was asked since the last time, save what is asked again and again */
      takeRoundTrips: () => roundTrips.splice(0).filter((name) => name !== 'sweep'),
      /** Has presence not be asked by the subgraph, or again. */
      cutPresence: (cut = true) => void (isAway = cut),
      stop: service.stop,
    },
    async () => {
      await app.rooms.stop();
      await app.viewerCounts.stop();
      await service[Symbol.asyncDispose]();
      await served.stop();
      await bus[Symbol.asyncDispose]();
      await live[Symbol.asyncDispose]();
      await close();
      await database[Symbol.asyncDispose]();
    },
  );
}

export type StartedStreams = Awaited<ReturnType<typeof startStreams>>;
