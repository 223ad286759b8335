import { fileURLToPath } from 'node:url';
import {
  askAs,
  cloneDatabase,
  person,
  register,
  startProcess,
  testIdentityJwks,
  type Ask,
  type TestDatabase,
  type TestProcess,
} from '@arena/testing';
import postgres from 'postgres';
import { freePort } from '../../dev/services/tcp.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type Domain = 'tournaments' | 'tickets';

/** A subgraph as a process of its own, that a test may kill and start again on the same data. */
export type DomainProcess = {
  url: string;
  database: TestDatabase;
  sql: postgres.Sql;
  /** Starts it; at a failpoint it kills itself. */
  start: (failpoint?: string) => Promise<TestProcess>;
} & AsyncDisposable;

type Share = { url: string; prefix: string };

/** a Redis that is away, as one may be */
const NO_REDIS: Share = { url: 'redis://127.0.0.1:1', prefix: '' };

/** Prepares a subgraph's process, its database and its place on a broker, and on Redis where a test is about that. */
export async function domainProcess(domain: Domain, broker: Share, redis = NO_REDIS): Promise<DomainProcess> {
  const database = await cloneDatabase(domain);
  const sql = postgres(database.url, { max: 2, onnotice: () => {} });
  const port = await freePort();
  const processes: TestProcess[] = [];
  const start = async (failpoint?: string): Promise<TestProcess> => {
    const started = startProcess(
      process.execPath,
      ['--import', 'tsx/esm', `subgraphs/${domain}/src/main.ts`],
      {
        cwd: root,
        env: {
          NODE_ENV: 'test',
          PORT: String(port),
          DATABASE_URL: database.url,
          IDENTITY_JWKS: testIdentityJwks,
          AMQP_URL: broker.url,
          BUS_PREFIX: broker.prefix,
          REDIS_URL: redis.url,
          LIVE_PREFIX: redis.prefix,
          // nothing but what the test does reaches the failpoint
          TIMED_WORK: 'off',
          FAILPOINT: failpoint,
        },
      },
    );
    processes.push(started);
    await started.untilPrinted(/listening/);
    return started;
  };
  return register(
    `${domain} process`,
    { url: `http://127.0.0.1:${port}`, database, sql, start },
    async () => {
      await Promise.all(processes.map((one) => one[Symbol.asyncDispose]()));
      await sql.end();
      await database[Symbol.asyncDispose]();
    },
  );
}

/**
 * Makes a category and a game of two seats.
 * @returns what makes a tournament of them, once however often it is called with one key
 */
export async function makeCatalogue(
  url: string,
  organizer = person(),
): Promise<(key: string) => ReturnType<Ask>> {
  const ask = askAs(url, 'tournaments', organizer);
  const administrator = askAs(url, 'tournaments', person(undefined, ['platform:admin']));
  const { data } = await administrator(
    `mutation ($category: CreateCategoryInput!, $game: CreateGameInput!) {
      createCategory(input: $category) { id } createGame(input: $game) { id }
    }`,
    {
      category: { code: '0235', name: 'Racing', alias: 'RC', participantLimit: 20 },
      game: {
        code: 'DUEL',
        name: 'Duel',
        players: 2,
        maxTeams: 2,
        maxPlayersPerTeam: 1,
        isCooperative: false,
      },
    },
  );
  const dayMs = 86_400_000;
  const startsAt = new Date(Date.now() + 7 * dayMs);
  return (key) =>
    ask(`mutation ($input: CreateTournamentInput!) { createTournament(input: $input) { id } }`, {
      input: {
        name: `Cup ${key}`,
        description: 'A cup',
        categoryId: data.createCategory.id,
        gameId: data.createGame.id,
        isFree: false,
        startsAt,
        endsAt: new Date(startsAt.getTime() + dayMs),
        prize: { description: 'A cup', total: { amount: 1, currency: 'COP' } },
        idempotencyKey: key,
      },
    });
}

/** How many seats each tournament has, in the database of tickets. */
export const seatsByTournament = async ({ sql }: DomainProcess): Promise<Map<string, number>> => {
  const rows = await sql<{ tournament_id: string; seats: number }[]>`
    select tournament_id, count(*)::int as seats from tickets group by tournament_id`;
  return new Map(rows.map((row) => [row.tournament_id, row.seats]));
};
