import type { Identity } from '@arena/subgraph-kit';
import {
  askAs,
  register,
  running,
  testAdapters,
  testBus,
  testIdentityJwks,
  testLive,
  type Ask,
} from '@arena/testing';
import { parseEnv, start } from '../src/index.ts';
import { openPaymentsDatabase } from './stored-checkouts.ts';

/** The started subgraph on a database of its own, in which tests store what is then read. */
export async function startForReading() {
  const database = await openPaymentsDatabase();
  const adapters = testAdapters();
  const live = testLive();
  const bus = await testBus(database.url);
  const env = parseEnv({ DATABASE_URL: database.url, IDENTITY_JWKS: testIdentityJwks, PORT: '0' });
  const service = running('payments', await start(env, { ...adapters, bus, live }));
  const ask = (identity?: Identity): Ask => askAs(service.url, 'payments', identity);

  /** Asks for fields of entities, by their ids. */
  const entities = (typename: string, ids: readonly string[], fields: string, identity?: Identity) =>
    ask(identity)(
      `query ($references: [_Any!]!) { _entities(representations: $references) { ... on ${typename} { ${fields} } } }`,
      { references: ids.map((id) => ({ __typename: typename, id })) },
    );

  /** The statements that have read since the last time; what is due each minute begins with a change. */
  const takeReads = () => adapters.statements.splice(0).filter((sql) => sql.startsWith('select'));

  return register('subgraph', { db: database.db, ask, entities, takeReads }, async () => {
    await service[Symbol.asyncDispose]();
    await bus[Symbol.asyncDispose]();
    await live[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });
}

export type StartedForReading = Awaited<ReturnType<typeof startForReading>>;
