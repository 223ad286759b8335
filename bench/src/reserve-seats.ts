// How reserving goes when many want few seats: 500 buyers at once for 500 seats, then for 50, in one run. The
// ratio tells whether the buyers queue up behind each other's rows. Needs a PostgreSQL at DATABASE_URL.
import { randomBytes } from 'node:crypto';
import { ask, openEmbeddedBus, type EventBus } from '@arena/events';
import { openLocalLive } from '@arena/live';
import { createLogger, newId } from '@arena/subgraph-kit';
import * as tickets from '@arena/tickets';
import postgres from 'postgres';

const BUYERS = 500;
const ROUNDS = 5;
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

async function buyAtOnce(bus: EventBus, tournamentId: string) {
  const reserve = () =>
    ask(
      bus,
      'tickets.reserve',
      {
        checkoutId: newId(),
        buyerId: newId(),
        tournamentId,
        type: 'PARTICIPANT',
        matchId: null,
        ticketId: null,
        priceMinor: 2_000_000,
        currency: 'COP',
        holdUntil: later(1),
        activate: false,
      },
      { timeoutMs: 60_000 },
    ).then(
      () => true,
      () => false,
    );
  const startedAt = performance.now();
  const outcomes = await Promise.all(Array.from({ length: BUYERS }, reserve));
  const seconds = (performance.now() - startedAt) / 1000;
  return { perSecond: BUYERS / seconds, got: outcomes.filter(Boolean).length };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

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
const service = await tickets.start(env, { logger, now: () => new Date(), bus, live });

const table: Record<
  string,
  { seats: number; reserved: number; 'buyers/s': number; 'waiting for locks, at most': number }
> = {};
for (const seats of [BUYERS, 50]) {
  const rates: number[] = [];
  const waits: number[] = [];
  let reserved = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const tournamentId = await makeSeats(bus, sql, seats);
    const stopSampling = sampleLockWaits(admin, name);
    const { perSecond, got } = await buyAtOnce(bus, tournamentId);
    waits.push(await stopSampling());
    rates.push(perSecond);
    reserved = got;
  }
  table[`${BUYERS} buyers`.concat(seats === BUYERS ? ', a seat each' : ', few seats')] = {
    seats,
    reserved,
    'buyers/s': Math.round(median(rates)),
    'waiting for locks, at most': Math.max(...waits),
  };
}
console.table(table);
const [plenty, few] = Object.values(table);
if (plenty && few)
  console.log(`few seats / a seat each: ${(few['buyers/s'] / plenty['buyers/s']).toFixed(2)}`);

await service.stop();
await live.close();
await bus.close();
await sql.end();
await admin`drop database ${admin(name)} with (force)`;
await admin.end();
