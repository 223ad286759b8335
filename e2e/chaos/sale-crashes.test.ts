import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '@arena/subgraph-kit';
import {
  askAs,
  cloneDatabase,
  eventually,
  person,
  register,
  running,
  testAdapters,
  testBroker,
  testIdentityJwks,
  testLive,
  testServices,
  type GraphQLAnswer,
  type TestBroker,
  type TestProcess,
} from '@arena/testing';
import * as tournaments from '@arena/tournaments';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForSeat, pageOf, press, type Buyer } from '../buying.ts';
import { settlement } from '../settlement.ts';
import { count, isFull } from './counts.ts';
import { domainProcess, makeCatalogue, seatsByTournament, type DomainProcess } from './domain-processes.ts';

const { amqp } = testServices();
const BUYERS = count(500, 12);
const SEATS = count(50, 4);
const PATIENCE_MS = count(1_000, 200);

/** At which points the processes of a sale are killed, one after the other, each being started again. */
type Deaths = { payments: readonly string[]; tickets: readonly string[] };

/** In the order in which a sale comes by them; a refund comes by the last. */
const ALL: Deaths = {
  payments: [
    'after-reserve',
    'after-session',
    'after-webhook-commit',
    'after-commit-before-publish',
    'after-publish-before-mark',
    'after-handler-commit-before-ack',
    'before-commit',
    'after-refund-asked',
  ],
  tickets: [
    'after-commit-before-publish',
    'after-publish-before-mark',
    'before-commit',
    'after-handler-commit-before-ack',
  ],
};

const NONE: Deaths = { payments: [], tickets: [] };
const EACH: [string, Deaths][] = (['payments', 'tickets'] as const).flatMap((domain) =>
  ALL[domain].map((point): [string, Deaths] => [`${domain} ${point}`, { ...NONE, [domain]: [point] }]),
);
/** What only a sale comes by; events in general are killed at their points elsewhere. */
const SLICE: Deaths = {
  payments: ['after-reserve', 'after-session', 'after-webhook-commit', 'after-refund-asked'],
  tickets: ['after-commit-before-publish'],
};

const SALES: [string, Deaths][] = isFull
  ? [...EACH, ['payments and tickets at every point', ALL]]
  : [['payments and tickets on the way', SLICE]];

/** The domain of tournaments, which nobody kills. */
async function startTournaments(broker: TestBroker) {
  const database = await cloneDatabase('tournaments');
  const bus = await broker.connect();
  const live = testLive();
  const env = tournaments.parseEnv({
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: database.url,
    IDENTITY_JWKS: testIdentityJwks,
    TIMED_WORK: 'off',
  });
  const service = running('tournaments', await tournaments.start(env, { ...testAdapters(), bus, live }));
  return register('started tournaments', { url: service.url }, async () => {
    await service[Symbol.asyncDispose]();
    await live[Symbol.asyncDispose]();
    await bus[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });
}

describe.skipIf('missing' in amqp)('a sale in which processes are killed with -9', () => {
  let broker: TestBroker;
  let domain: Awaited<ReturnType<typeof startTournaments>>;
  let payments: DomainProcess;
  let tickets: DomainProcess;
  let create: Awaited<ReturnType<typeof makeCatalogue>>;
  beforeAll(async () => {
    broker = await testBroker({ consumers: ['tournaments', 'tickets', 'payments'] });
    domain = await startTournaments(broker);
    payments = await domainProcess('payments', broker, undefined, { RECONCILE_AFTER_MS: '1000' });
    tickets = await domainProcess('tickets', broker);
    create = await makeCatalogue(domain.url, undefined, SEATS);
  });
  afterAll(async () => {
    await payments[Symbol.asyncDispose]();
    await tickets[Symbol.asyncDispose]();
    await domain[Symbol.asyncDispose]();
    await broker[Symbol.asyncDispose]();
  });

  const buyerOf = (scopes: string[] = []): Buyer => ({
    ask: askAs(payments.url, 'payments', person(undefined, scopes)),
  });

  /** Asks until there is an answer: who gets none from a process that dies asks again in the same words. */
  async function patiently(ask: () => Promise<GraphQLAnswer>): Promise<GraphQLAnswer> {
    for (;;) {
      const answer = await ask().catch(() => undefined);
      const code = answer?.errors?.[0]?.extensions['code'];
      if (answer && code !== 'SUBGRAPH_UNAVAILABLE') return answer;
      await pause(PATIENCE_MS);
    }
  }

  /** Pays on a page, which may have been paid though the answer was lost. */
  async function pay(pageUrl: string): Promise<void> {
    const isPaid = async () => (await (await fetch(pageUrl)).text()).includes('<h1>Paid</h1>');
    const payOnce = async () => (await isPaid()) || (await press(pageUrl, 'Pay')).status === 303;
    await eventually(() => payOnce().catch(() => false), Boolean);
  }

  async function buy(tournamentId: string, buyer = buyerOf()): Promise<string> {
    const input = { origin: payments.url, tournamentId, idempotencyKey: newId() };
    const { data, errors } = await patiently(() => askForSeat(buyer, input));
    if (errors) return String(errors[0]?.extensions['code']);
    await pay(pageOf(data.checkout));
    return 'PAID';
  }

  /** What the clock does each minute: whoever is up looks for what is due. */
  const minutePasses = () =>
    payments.sql`select graphile_worker.add_job('settle-checkouts', job_key => 'settle-checkouts')`;

  /** Gives the money of one sale back. */
  async function refundOne(tournamentId: string): Promise<void> {
    const succeeded = async () => {
      await minutePasses();
      return payments.sql`
        select id from checkouts where tournament_id = ${tournamentId} and status = 'SUCCEEDED' limit 1`;
    };
    const [sale] = await eventually(succeeded, ({ length }) => length > 0);
    const mutation = 'mutation ($id: ID!) { refundCheckout(checkoutId: $id, reason: "Rain") { status } }';
    const { ask } = buyerOf(['platform:admin']);
    const { errors } = await patiently(() => ask(mutation, { id: sale?.['id'] as string }));
    expect(errors).toBeUndefined();
  }

  /** Lets a domain die at each point in turn, and live in the end; disposing ends it. */
  function lives(victim: DomainProcess, points: readonly string[]) {
    let current: TestProcess | undefined;
    const state = { isAlive: false, isOver: false };
    const next = (point?: string): TestProcess => {
      if (state.isOver) throw new Error('The test has ended before its deaths');
      current = victim.launch(point);
      return current;
    };
    const died = (async () => {
      for (const point of points) expect(await next(point).exited, point).toBe('SIGKILL');
      await next().untilPrinted(/listening/);
      state.isAlive = true;
    })();
    return register('lives', { died }, async () => {
      state.isOver = true;
      current?.kill(state.isAlive ? 'SIGTERM' : 'SIGKILL');
      await current?.exited;
      await died.catch(() => undefined);
    });
  }

  test.each(SALES)(
    `two buyers paying for one seat: ${BUYERS} for ${SEATS} seats, killed: %s`,
    async (name, deaths) => {
      const { data } = await create(name);
      const tournamentId = data.createTournament.id as string;
      const known = async () => {
        const told = await payments.sql`select id from tournaments where id = ${tournamentId}`;
        return told.length === 1 && (await seatsByTournament(tickets)).get(tournamentId) === SEATS;
      };
      if (isFull) {
        // else the first thing that is handled would not be of the sale
        await using _payments = lives(payments, []);
        await using _tickets = lives(tickets, []);
        await eventually(known, Boolean);
      }
      await using paying = lives(payments, deaths.payments);
      await using issuing = lives(tickets, deaths.tickets);
      expect(await eventually(known, Boolean)).toBe(true);

      const outcomes = await Promise.all(Array.from({ length: BUYERS }, () => buy(tournamentId)));
      const tally = (outcome: string) => outcomes.filter((one) => one === outcome).length;
      expect({ paid: tally('PAID'), soldOut: tally('SOLD_OUT') }).toEqual({
        paid: SEATS,
        soldOut: BUYERS - SEATS,
      });

      await refundOne(tournamentId);
      await Promise.all([paying.died, issuing.died]);
      const databases = { payments: payments.database.url, tickets: tickets.database.url };
      const settled = { refunded: 1, unpaid: 0 };
      expect(await settlement(databases, [tournamentId], minutePasses)).toEqual({
        ...settled,
        sold: SEATS - 1,
      });
      // the seat of the refund is there for one more
      const rest = await Promise.all([buy(tournamentId), buy(tournamentId)]);
      expect(rest.sort()).toEqual(['PAID', 'SOLD_OUT']);
      expect(await settlement(databases, [tournamentId], minutePasses)).toEqual({ ...settled, sold: SEATS });
    },
    count(300_000, 120_000),
  );
});
