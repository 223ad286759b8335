// What a bracket costs: double eliminations of 8, 32 and 128 teams are made and played to their end through the
// tournaments subgraph's use cases, in turn on one database. Whether a result of a large bracket costs more than one of
// a small tells whether anything grows with it. Round robins of 32 and 128 teams, which have the most matches, are made
// only. Needs a PostgreSQL at DATABASE_URL.
import { randomBytes } from 'node:crypto';
import { openLocalLive } from '@arena/live';
import { createLogger, openDatabase } from '@arena/subgraph-kit';
import { migrate } from '@arena/tournaments';
import postgres from 'postgres';
import type { App } from '../../subgraphs/tournaments/src/app.ts';
import * as schema from '../../subgraphs/tournaments/src/db/schema.ts';
import type { BracketFormat } from '../../subgraphs/tournaments/src/db/schema.ts';
import { generateBracket } from '../../subgraphs/tournaments/src/domain/generate-bracket.ts';
import { reportMatchResult } from '../../subgraphs/tournaments/src/domain/report-match-result.ts';
import {
  bracketNamed,
  contestOf,
  favouriteWins,
  readyMatches,
  start,
  type Contest,
} from '../../subgraphs/tournaments/test/played-brackets.ts';

/** How many teams, and how many brackets of so many a round has: each comes to about as many results. */
const SIZES: [teams: number, brackets: number][] = [
  [8, 18],
  [32, 4],
  [128, 1],
];
/** How many teams the round robins have, one of each size a round. */
const ROUND_ROBINS = [32, 128];
const WARM_UP = 4;
const ROUNDS = 3;

/** The SQL statements of something, those that begin and end a transaction aside, and how long it took. */
type Cost = { statements: number; ms: number };
type Played = { generation: Cost; results: Cost[] };

const serverUrl = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const name = `arena_bench_${randomBytes(4).toString('hex')}`;
const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
await admin`create database ${admin(name)}`;
const databaseUrl = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
await migrate(databaseUrl);

let statements = 0;
const { db, close } = openDatabase(databaseUrl, schema, { onStatement: () => void (statements += 1) });
const logger = createLogger('bench', 'warn');
const live = openLocalLive(logger);
const app: App = { db, transact: (work) => db.transaction(work), now: () => new Date(), logger, live };

async function costOf<T>(work: () => Promise<T>): Promise<[T, Cost]> {
  const before = statements;
  const startedAt = performance.now();
  const value = await work();
  return [value, { statements: statements - before, ms: performance.now() - startedAt }];
}

const BRACKET = 'Play-off';

/** Makes a bracket of all teams of a contest. */
async function make({ tournament, teams, organizer }: Contest, format: BracketFormat): Promise<Cost> {
  const seedTeamIds = teams.map(({ id }) => id);
  const input = { tournamentId: tournament.id, format, name: BRACKET, seedTeamIds };
  const [, cost] = await costOf(() => generateBracket(app, organizer, input));
  return cost;
}

/** Makes a double elimination and reports all its matches. */
async function play(teams: number): Promise<Played> {
  const contest = await contestOf(app, teams);
  const { tournament, organizer } = contest;
  const generation = await make(contest, 'DOUBLE_ELIMINATION');
  await start(app, contest);
  const bracket = await bracketNamed(app, tournament.id, BRACKET);
  const verdict = favouriteWins(bracket);
  const results: Cost[] = [];
  for (;;) {
    const [ready] = await readyMatches(app, bracket.id);
    if (!ready) return { generation, results };
    const input = { matchId: ready.match.id, ...verdict(ready) };
    const [, cost] = await costOf(() => reportMatchResult(app, organizer, input));
    results.push(cost);
  }
}

/** The value below which a share of them lie. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
const median = (values: readonly number[]) => quantile(values, 0.5);

const generationOf = (costs: readonly Cost[]) => ({
  'generation: statements': median(costs.map(({ statements }) => statements)),
  'generation: ms': Math.round(median(costs.map(({ ms }) => ms))),
});

function rowOf(played: readonly Played[]) {
  const results = played.flatMap((one) => one.results);
  const sent = results.map((cost) => cost.statements);
  const ms = results.map((cost) => cost.ms);
  return {
    ...generationOf(played.map(({ generation }) => generation)),
    results: results.length,
    'statements: median': median(sent),
    'statements: p99': quantile(sent, 0.99),
    'ms: median': Number(median(ms).toFixed(1)),
    'ms: p99': Number(quantile(ms, 0.99).toFixed(1)),
  };
}

for (let round = 0; round < WARM_UP; round += 1) await play(8);
const played = SIZES.map(([teams]) => ({ teams, played: [] as Played[] }));
const made = ROUND_ROBINS.map((teams) => ({ teams, costs: [] as Cost[] }));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [index, [teams, brackets]] of SIZES.entries()) {
    for (let one = 0; one < brackets; one += 1) played[index]?.played.push(await play(teams));
  }
  for (const { teams, costs } of made) costs.push(await make(await contestOf(app, teams), 'ROUND_ROBIN'));
}
const table = Object.fromEntries(played.map((size) => [`${size.teams} teams`, rowOf(size.played)]));
console.table(table);
console.table(
  Object.fromEntries(made.map(({ teams, costs }) => [`round robin, ${teams} teams`, generationOf(costs)])),
);
const rows = Object.values(table);
const [few, many] = [rows[0], rows.at(-1)];
if (few && many) {
  const ratio = (column: 'statements: median' | 'ms: median') => (many[column] / few[column]).toFixed(2);
  console.log(
    `a result among 128 teams / among 8: statements ${ratio('statements: median')}, time ${ratio('ms: median')}`,
  );
}

await close();
await live.close();
await admin`drop database ${admin(name)} with (force)`;
await admin.end();
