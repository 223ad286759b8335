import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reserveTicket, type ReserveInput } from '../src/domain/reserve-ticket.ts';
import {
  addTournament,
  MINUTE_MS,
  seatRequest,
  takeEvents,
  tell,
  ticketsOf,
  viewRequest,
} from './fixtures.ts';
import type { Told } from './fixtures.ts';
import { openApp } from './started-tickets.ts';
import { paymentsOf } from './told-payments.ts';

const HOLD_MS = 35 * MINUTE_MS;

let opened: Awaited<ReturnType<typeof openApp>>;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

const permutations = <Item>(items: readonly Item[]): Item[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

type Kind = 'PARTICIPANT' | 'VIEWER';
type Payments = ReturnType<typeof paymentsOf>;

/** A checkout that holds a ticket, of a tournament with two seats. */
async function openCheckout(kind: Kind): Promise<ReserveInput> {
  const { app } = opened;
  const { tournamentId } = await addTournament(app, { capacity: 2 });
  const input = kind === 'PARTICIPANT' ? seatRequest(app, tournamentId) : viewRequest(app, tournamentId);
  await reserveTicket(app, input);
  await takeEvents(app);
  return input;
}

/** Whether the checkout got its ticket, as often as it was answered; and what of it is there in the end. */
async function outcomeOf(input: ReserveInput) {
  const { app } = opened;
  const told = (await takeEvents(app)).map(({ name }) => name);
  const rows = await ticketsOf(app, input.tournamentId);
  return {
    answers: told.filter((name) => name === 'tickets.issued' || name === 'tickets.unavailable'),
    ended: told.filter((name) => name === 'tickets.invalidated').length,
    own: rows.filter(({ ownerId, status }) => ownerId !== null && status !== 'CANCELED'),
    seats: rows.filter(({ type, status }) => type === 'PARTICIPANT' && status !== 'CANCELED').length,
  };
}

/** What comes of the events in every order, each told twice, in time or when the hold has lapsed. */
async function outcomesOf(kind: Kind, eventsOf: (payments: Payments) => Told[], lapsed: boolean) {
  const { app, adapters } = opened;
  const outcomes = [];
  for (const order of permutations(
    eventsOf(paymentsOf(seatRequest(app, newId()))).map((_, index) => index),
  )) {
    const input = await openCheckout(kind);
    if (lapsed) adapters.advance(HOLD_MS);
    const events = eventsOf(paymentsOf(input));
    for (const index of [...order, ...order.toReversed()]) await tell(app, events[index] as Told);
    outcomes.push(await outcomeOf(input));
  }
  return outcomes;
}

const CASES: { what: string; events: (payments: Payments) => Told[]; status: string | null }[] = [
  {
    what: 'paid after progress and expiry',
    events: ({ processing, expired, paid }) => [processing, expired, paid],
    status: 'ACTIVE',
  },
  { what: 'paid after a refusal', events: ({ failed, paid }) => [failed, paid], status: 'ACTIVE' },
  {
    what: 'paid and refunded',
    events: ({ processing, expired, paid, refunded }) => [processing, expired, paid, refunded],
    status: null,
  },
  {
    what: 'paid and disputed',
    events: ({ expired, paid, disputed }) => [expired, paid, disputed('OPEN')],
    status: 'SUSPENDED',
  },
  {
    what: 'paid, disputed and won',
    events: ({ expired, paid, disputed }) => [expired, paid, disputed('OPEN'), disputed('WON')],
    status: 'ACTIVE',
  },
  {
    what: 'paid, disputed and lost',
    events: ({ paid, disputed, refunded }) => [paid, disputed('OPEN'), disputed('LOST'), refunded],
    status: null,
  },
  {
    what: 'paid, disputed, won and refunded',
    events: ({ paid, disputed, refunded }) => [paid, disputed('OPEN'), disputed('WON'), refunded],
    status: null,
  },
];
const WAYS = [
  { kind: 'PARTICIPANT', when: 'late', lapsed: true },
  { kind: 'VIEWER', when: 'in time', lapsed: false },
  { kind: 'PARTICIPANT', when: 'in time', lapsed: false },
  { kind: 'VIEWER', when: 'late', lapsed: true },
] as const;
const SELECTED = process.env['ARENA_FULL'] ? WAYS : WAYS.slice(0, 2);

test.each(SELECTED.flatMap((way) => CASES.map((one) => ({ ...one, ...way }))))(
  'in every order and twice, $when, $kind: $what',
  async ({ kind, events, lapsed, status }) => {
    for (const { answers, ended, own, seats } of await outcomesOf(kind, events, lapsed)) {
      expect(answers).toHaveLength(1);
      expect(own.map((ticket) => ticket.status)).toEqual(status === null ? [] : [status]);
      // what was issued and is gone has been told; what was not issued has nothing to end
      expect(ended).toBe(status === null && answers[0] === 'tickets.issued' ? 1 : 0);
      expect(seats).toBe(2);
    }
  },
);
