// How reserving goes when many want few seats: 500 buyers at once for 500 seats and for 50, by turns. The ratio tells
// whether the buyers queue up behind each other's rows. Needs a PostgreSQL at DATABASE_URL.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ask, openEmbeddedBus, type EventBus } from '@arena/events';
import { openLocalLive } from '@arena/live';
import { createLogger, createMetrics, newId } from '@arena/subgraph-kit';
import * as tickets from '@arena/tickets';
import postgres from 'postgres';
import { percentile } from '../gateway/load/percentile.ts';
import { writeReport } from '../report/report.ts';
import { spread, withSpread } from '../report/spread.ts';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });

const BUYERS = 500;
const SEATS = [BUYERS, 50];
const ROUNDS = options.quick ? 1 : 10;
const DAY_MS = 86_400_000;
const SAMPLE_MS = 5;

const serverUrl = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const logger = createLogger('bench', 'warn');

const later = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

async function makeSeats(bus: EventBus, sql: postgres.Sql, capacity: number): Promise<string> {
  const tournamentId = newId();
  const payload = {
    tournamentId,
    organizerId: newId(),
    capacity,
    currency: 'COP',
    participantPriceMinor: 2_000_000,
    viewerPriceMinor: 500_000,
    startsAt: later(7),
    endsAt: later(8),
  };
  const content = JSON.stringify(payload);
  await bus.publish([{ id: newId(), routingKey: 'tournaments.created.v1', content, headers: {} }]);
  for (;;) {
    const [row] = await sql`select count(*)::int as made from tickets where tournament_id = ${tournamentId}`;
    if (row?.['made'] === capacity) return tournamentId;
  }
}

/** Counts, every few milliseconds, the connections that wait for a lock. */
function sampleLockWaits(sql: postgres.Sql, database: string) {
  const samples: number[] = [];
  const state = { going: true };
  const sampling = (async () => {
    while (state.going) {
      const [row] = await sql`
        select count(*)::int as waiting from pg_stat_activity
        where datname = ${database} and wait_event_type = 'Lock'`;
      samples.push(row?.['waiting'] as number);
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    }
  })();
  return async () => {
    state.going = false;
    await sampling;
    return Math.max(...samples);
  };
}

type Sale = {
  reserved: number;
  buyersPerSecond: number;
  /** until a buyer knows whether they have a seat */
  p50Ms: number;
  p99Ms: number;
  /** the most connections that waited for a lock at a time */
  waiting: number;
};

async function buyAtOnce(bus: EventBus, tournamentId: string): Promise<Omit<Sale, 'waiting'>> {
  const startedAt = performance.now();
  const reserve = async () => {
    const reservation = {
      checkoutId: newId(),
      buyerId: newId(),
      tournamentId,
      type: 'PARTICIPANT' as const,
      matchId: null,
      ticketId: null,
      priceMinor: 2_000_000,
      currency: 'COP',
      holdUntil: later(1),
      activate: false,
    };
    const got = await ask(bus, 'tickets.reserve', reservation, { timeoutMs: 60_000 }).then(
      () => true,
      () => false,
    );
    return { got, ms: performance.now() - startedAt };
  };
  const outcomes = await Promise.all(Array.from({ length: BUYERS }, reserve));
  const seconds = (performance.now() - startedAt) / 1000;
  const took = outcomes.map(({ ms }) => ms);
  return {
    reserved: outcomes.filter(({ got }) => got).length,
    buyersPerSecond: BUYERS / seconds,
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
  };
}

const name = `arena_bench_${randomBytes(4).toString('hex')}`;
const admin = postgres(serverUrl, { max: 2, onnotice: () => {} });
await admin`create database ${admin(name)}`;
const databaseUrl = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
await tickets.migrate(databaseUrl);
const sql = postgres(databaseUrl, { max: 2, onnotice: () => {} });
const bus = await openEmbeddedBus({ databaseUrl, logger });
const env = tickets.parseEnv({
  PORT: '0',
  DATABASE_URL: databaseUrl,
  IDENTITY_JWKS: '{"keys":[]}',
  NODE_ENV: 'test',
});
const live = openLocalLive(logger);
const service = await tickets.start(env, {
  logger,
  metrics: createMetrics(),
  now: () => new Date(),
  bus,
  live,
});

async function sell(seats: number): Promise<Sale> {
  const tournamentId = await makeSeats(bus, sql, seats);
  const stopSampling = sampleLockWaits(admin, name);
  const sale = await buyAtOnce(bus, tournamentId);
  const waiting = await stopSampling();
  if (sale.reserved !== seats) throw new Error(`Of ${seats} seats ${sale.reserved} were reserved`);
  return { ...sale, waiting };
}

const sales = SEATS.map((seats) => ({ seats, rounds: [] as Sale[] }));
try {
  // the first sale prepares statements and opens connections
  await sell(BUYERS);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { seats, rounds } of sales) {
      const sale = await sell(seats);
      rounds.push(sale);
      console.error(
        `round ${round + 1}/${ROUNDS}: ${seats} seats, ${sale.buyersPerSecond.toFixed(0)} buyers/s`,
      );
    }
  }
} finally {
  await service.stop();
  await live.close();
  await bus.close();
  await sql.end();
  await admin`drop database ${admin(name)} with (force)`;
  await admin.end();
}

const [plenty, few] = sales;
const ratio = spread(
  (few?.rounds ?? []).map(
    ({ buyersPerSecond }, round) => buyersPerSecond / (plenty?.rounds[round]?.buyersPerSecond ?? Number.NaN),
  ),
);
console.log(
  await writeReport({
    name: 'buyers',
    title: 'Many buyers, few seats',
    text:
      `${BUYERS} people ask for a seat of one tournament at the same moment, through the bus, of one process of tickets. ` +
      `${ROUNDS} round${ROUNDS === 1 ? '' : 's'}, for ${SEATS.join(' and for ')} seats by turns; each figure is the ` +
      'median over the rounds, with the least and the greatest behind it. In no round were more or fewer seats ' +
      'reserved than there are.',
    sections: [
      {
        title: 'Reservations',
        text: `Buyers answered per second, few seats : a seat each, round by round: ${withSpread(ratio, 2)}.`,
        tables: [
          {
            head: [
              'buyers',
              'seats',
              'reserved',
              'buyers answered/s',
              'p50 ms',
              'p99 ms',
              'waiting for locks, at most',
            ],
            rows: sales.map(({ seats, rounds }) => {
              const over = (key: keyof Sale) => spread(rounds.map((sale) => sale[key]));
              return [
                ...[BUYERS, seats, over('reserved').median],
                withSpread(over('buyersPerSecond'), 0),
                withSpread(over('p50Ms'), 0),
                withSpread(over('p99Ms'), 0),
                withSpread(over('waiting'), 0),
              ];
            }),
          },
        ],
      },
    ],
    data: { buyers: BUYERS, sales },
  }),
);
