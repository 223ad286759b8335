// What a bracket costs: double eliminations of 8, 32 and 128 teams are made and played to their end through the
// tournaments subgraph's use cases, in turn on one database. Whether a result of a large bracket costs more than one of
// a small tells whether anything grows with it. Round robins of 32 and 128 teams, which have the most matches, are made
// only. Needs a PostgreSQL at DATABASE_URL.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
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
import { percentile } from '../gateway/load/percentile.ts';
import { writeReport, type Table } from '../report/report.ts';
import { spread, withSpread } from '../report/spread.ts';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });

/** How many teams, and how many brackets of so many a round has: each comes to about as many results. */
const SIZES: [teams: number, brackets: number][] = [
  [8, 18],
  [32, 4],
  [128, 1],
];
/** How many teams the round robins have, one of each size a round. */
const ROUND_ROBINS = [32, 128];
const WARM_UP = 4;
const ROUNDS = options.quick ? 1 : 5;

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

const played = SIZES.map(([teams, brackets]) => ({ teams, brackets, rounds: [] as Played[][] }));
const made = ROUND_ROBINS.map((teams) => ({ teams, costs: [] as Cost[] }));
try {
  for (let round = 0; round < WARM_UP; round += 1) await play(8);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { teams, brackets, rounds } of played) {
      const results: Played[] = [];
      for (let one = 0; one < brackets; one += 1) results.push(await play(teams));
      rounds.push(results);
    }
    for (const { teams, costs } of made) costs.push(await make(await contestOf(app, teams), 'ROUND_ROBIN'));
    console.error(`round ${round + 1}/${ROUNDS}`);
  }
} finally {
  await close();
  await live.close();
  await admin`drop database ${admin(name)} with (force)`;
  await admin.end();
}

const median = (values: readonly number[]) => percentile(values, 0.5);
const p99 = (values: readonly number[]) => percentile(values, 0.99);
const statementsOf = (costs: readonly Cost[]) => costs.map((cost) => cost.statements);
const msOf = (costs: readonly Cost[]) => costs.map(({ ms }) => ms);

/** What a figure of a round's results comes to over the rounds. */
const ofResults = (
  rounds: readonly (readonly Played[])[],
  figure: (values: readonly number[]) => number,
  valuesOf: (costs: readonly Cost[]) => number[],
) => spread(rounds.map((brackets) => figure(valuesOf(brackets.flatMap(({ results }) => results)))));

const ratio = (valuesOf: (costs: readonly Cost[]) => number[]): string => {
  const [few, many] = [played[0]?.rounds ?? [], played.at(-1)?.rounds ?? []];
  const ratios = many.map(
    (round, index) =>
      ofResults([round], median, valuesOf).median / ofResults([few[index] ?? []], median, valuesOf).median,
  );
  return withSpread(spread(ratios), 2);
};

/** What the rounds came to, without each single result. */
const figures = played.map(({ teams, rounds }) => ({
  teams,
  rounds: rounds.map((brackets) => {
    const results = brackets.flatMap((one) => one.results);
    return {
      generations: brackets.map(({ generation }) => generation),
      results: results.length,
      statements: { median: median(statementsOf(results)), p99: p99(statementsOf(results)) },
      ms: { median: median(msOf(results)), p99: p99(msOf(results)) },
    };
  }),
}));

const eliminations: Table = {
  head: [
    'teams',
    'matches played',
    'statements to make it',
    'ms to make it',
    'statements a result, median',
    'statements a result, p99',
    'ms a result, median',
    'ms a result, p99',
  ],
  rows: played.map(({ teams, rounds }) => {
    const generations = rounds.flat().map(({ generation }) => generation);
    return [
      teams,
      rounds[0]?.[0]?.results.length ?? 0,
      median(statementsOf(generations)),
      withSpread(spread(msOf(generations)), 0),
      withSpread(ofResults(rounds, median, statementsOf), 0),
      withSpread(ofResults(rounds, p99, statementsOf), 0),
      withSpread(ofResults(rounds, median, msOf), 1),
      withSpread(ofResults(rounds, p99, msOf), 1),
    ];
  }),
};
const roundRobins: Table = {
  head: ['teams', 'statements to make it', 'ms to make it'],
  rows: made.map(({ teams, costs }) => [
    teams,
    median(statementsOf(costs)),
    withSpread(spread(msOf(costs)), 0),
  ]),
};
console.log(
  await writeReport({
    name: 'brackets',
    title: 'Brackets',
    text:
      'Brackets made and played to their end through the use cases of the tournaments subgraph, one result after the ' +
      `other; the sizes take turns. ${ROUNDS} round${ROUNDS === 1 ? '' : 's'} of ` +
      `${SIZES.map(([teams, brackets]) => `${brackets} of ${teams} teams`).join(', ')}; each figure is the median over ` +
      'the rounds, with the least and the greatest behind it. Statements are counted without those that begin and end ' +
      'a transaction.',
    sections: [
      {
        title: 'Double eliminations',
        text: `A result among 128 teams : among 8: statements ${ratio(statementsOf)}, time ${ratio(msOf)}.`,
        tables: [eliminations],
      },
      { title: 'Round robins, made only', tables: [roundRobins] },
    ],
    data: { played: figures, made },
  }),
);
