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
  type TestBroker,
  type TestProcess,
} from '@arena/testing';
import postgres from 'postgres';
import { freePort } from '../../dev/services/tcp.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type Domain = 'tournaments' | 'tickets' | 'payments' | 'streams' | 'notifications';

/** A subgraph as a process of its own, that a test may kill and start again on the same data. */
export type DomainProcess = {
  url: string;
  database: TestDatabase;
  sql: postgres.Sql;
  /** Starts it; at a failpoint it kills itself. */
  start: (failpoint?: string) => Promise<TestProcess>;
  /** The same, without waiting until it listens: it may kill itself before. */
  launch: (failpoint?: string) => TestProcess;
} & AsyncDisposable;

type Share = { url: string; prefix: string };

/** a Redis that is away, as one may be */
const NO_REDIS: Share = { url: 'redis://127.0.0.1:1', prefix: '' };

/**
 * Prepares a subgraph's process, its database and its place on a broker, and on Redis where a test is about that.
 * @param variables its environment beside that
 */
export async function domainProcess(
  domain: Domain,
  broker: Pick<TestBroker, 'variables'>,
  redis = NO_REDIS,
  variables: Record<string, string> = {},
): Promise<DomainProcess> {
  const database = await cloneDatabase(domain);
  const sql = postgres(database.url, { max: 2, onnotice: () => {} });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const processes: TestProcess[] = [];
  const launch = (failpoint?: string): TestProcess => {
    const launched = startProcess(
      process.execPath,
      ['--import', 'tsx/esm', `subgraphs/${domain}/src/main.ts`],
      {
        cwd: root,
        env: {
          NODE_ENV: 'test',
          PORT: String(port),
          // nobody stands before it
          PUBLIC_URL: url,
          DATABASE_URL: database.url,
          IDENTITY_JWKS: testIdentityJwks,
          ...broker.variables,
          REDIS_URL: redis.url,
          LIVE_PREFIX: redis.prefix,
          // nothing but what the test does reaches the failpoint
          TIMED_WORK: 'off',
          FAILPOINT: failpoint,
          ...variables,
        },
      },
    );
    processes.push(launched);
    return launched;
  };
  const start = async (failpoint?: string): Promise<TestProcess> => {
    const started = launch(failpoint);
    await started.untilPrinted(/listening/);
    return started;
  };
  return register(`${domain} process`, { url, database, sql, start, launch }, async () => {
    await Promise.all(processes.map((one) => one[Symbol.asyncDispose]()));
    await sql.end();
    await database[Symbol.asyncDispose]();
  });
}

/**
 * Makes a category and a game of two seats, or as many.
 * @returns what makes a tournament of them, once however often it is called with one key
 */
export async function makeCatalogue(
  url: string,
  organizer = person(),
  seats = 2,
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
        players: seats,
        maxTeams: seats,
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
