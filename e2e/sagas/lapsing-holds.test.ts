import { askAs, eventually, onServer, person } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askForSeat, opened, pageOf, press, type Buyer, type Checkout } from '../buying.ts';
import { count } from '../chaos/counts.ts';
import { makeCatalogue } from '../chaos/domain-processes.ts';
import { heldWebhooks, type HeldWebhooks } from '../held-webhooks.ts';
import { settlement } from '../settlement.ts';
import { startedArena, type StartedArena } from '../started-arena.ts';

const RACES = count(1_000, 20);
const AT_ONCE = 20;
/** of each tournament, so that seats can be taken in each other's stead */
const SEATS = 2;
/** A hold is over after 35 minutes. */
const LAPSED_MS = 36 * 60_000;
const TIMES_TOLD = 3;

let arena: StartedArena;
let webhooks: HeldWebhooks;
let create: Awaited<ReturnType<typeof makeCatalogue>>;

beforeAll(async () => {
  webhooks = await heldWebhooks();
  arena = await startedArena({
    SANDBOX_WEBHOOK_URL: webhooks.url,
    SANDBOX_WEBHOOK_SECRET: webhooks.secret,
  });
  webhooks.handOn(`${arena.url}/webhooks/stripe`, arena.adapters.payments.now);
  create = await makeCatalogue(arena.stack.subgraphs.tournaments.url, undefined, SEATS);
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
  await webhooks[Symbol.asyncDispose]();
});

/** Somebody who buys; their way leads past the gateway, which knows no clock but its own. */
const newBuyer = (): Buyer => ({ ask: askAs(arena.stack.subgraphs.payments.url, 'payments', person()) });

/** Tournaments whose seats are for sale. */
async function newTournaments(round: number): Promise<string[]> {
  const names = Array.from({ length: AT_ONCE / SEATS }, (_, index) => `round ${round} no ${index}`);
  const created = await Promise.all(names.map((name) => create(name)));
  const ids = created.map(({ data }) => data.createTournament.id as string);
  const known = (url: string, table: 'tickets' | 'tournaments', column: string) =>
    onServer(url, (sql) => sql`select from ${sql(table)} where ${sql(column)} = any(${ids})`).then(
      ({ length }) => length,
    );
  await eventually(
    () => known(arena.databaseUrls.tickets, 'tickets', 'tournament_id'),
    (n) => n === AT_ONCE,
  );
  await eventually(
    () => known(arena.databaseUrls.payments, 'tournaments', 'id'),
    (n) => n === ids.length,
  );
  return ids;
}

const sessionOf = (checkout: Checkout): string =>
  new URL(pageOf(checkout)).searchParams.get('session') as string;

/** Pays for a seat in time, and has nobody told of it yet. */
async function payUnheard(tournamentId: string): Promise<Checkout> {
  const checkout = await opened(askForSeat(newBuyer(), { origin: arena.url, tournamentId }));
  webhooks.hold(sessionOf(checkout));
  await press(pageOf(checkout), 'Pay');
  return checkout;
}

/** Buys a seat of those whose holds have lapsed, if one is left. */
async function buyAfterwards(tournamentId: string): Promise<void> {
  const { data, errors } = await askForSeat(newBuyer(), { origin: arena.url, tournamentId });
  if (errors) expect(errors).toMatchObject([{ extensions: { code: 'SOLD_OUT' } }]);
  else await press(pageOf(data.checkout), 'Pay');
}

/** What the clock does each minute: payments looks for what is due. */
const minutePasses = () =>
  onServer(
    arena.databaseUrls.payments,
    (sql) => sql`select graphile_worker.add_job('settle-checkouts', job_key => 'settle-checkouts')`,
  );

/** One race a seat: a payment that is told of late, and somebody who wants the seat whose hold has lapsed. */
async function race(round: number): Promise<void> {
  const ids = await newTournaments(round);
  const seats = ids.flatMap((id) => Array.from({ length: SEATS }, () => id));
  const late = await Promise.all(seats.map(payUnheard));
  await eventually(
    async () => webhooks.kept(),
    (kept) => kept === seats.length,
  );
  arena.adapters.payments.advance(LAPSED_MS);
  arena.adapters.tickets.advance(LAPSED_MS);

  const tell = late.map((checkout) => () => webhooks.bring(sessionOf(checkout), TIMES_TOLD));
  const buy = seats.map((id) => () => buyAfterwards(id));
  // now the one is a little earlier, now the other
  const pairs = seats.flatMap((_, index) =>
    (index % 2 === 0 ? [tell, buy] : [buy, tell]).map((list) => list[index]),
  );
  await Promise.all([...pairs, minutePasses].map(async (begin) => begin?.()));

  const { sold, refunded, unpaid } = await settlement(arena.databaseUrls, ids, minutePasses);
  expect({ sold, unpaid }).toEqual({ sold: seats.length, unpaid: 0 });
  expect(refunded).toBeLessThanOrEqual(seats.length);
}

test(
  `of ${RACES} races of a lapsing hold against a late payment each ends with the ticket or the money, never both or neither`,
  async () => {
    for (let round = 0; round < RACES / AT_ONCE; round += 1) await race(round);
  },
  count(600_000, 60_000),
);
