import { ask, type EventBus, type RequestInput } from '@arena/events';
import { newId, type DomainError } from '@arena/subgraph-kit';
import { testBroker, testServices, eventually } from '@arena/testing';
import { expect, test } from 'vitest';
import { count } from './counts.ts';
import { domainProcess } from './domain-processes.ts';

const { amqp } = testServices();
const BUYERS = count(500, 100);
const SEATS = count(50, 10);
const DEADLINE_MS = 60_000;

/** Tells tickets of a tournament, as the domain of tournaments would. */
async function tellOfTournament(bus: EventBus, tournamentId: string): Promise<void> {
  const payload = {
    tournamentId,
    organizerId: newId(),
    capacity: SEATS,
    currency: 'COP',
    participantPriceMinor: 2_000_000,
    viewerPriceMinor: 500_000,
    startsAt: new Date(Date.now() + 86_400_000).toISOString(),
    endsAt: new Date(Date.now() + 172_800_000).toISOString(),
  };
  const content = JSON.stringify(payload);
  await bus.publish([{ id: newId(), routingKey: 'tournaments.created.v1', content, headers: {} }]);
}

const reservation = (tournamentId: string): RequestInput<'tickets.reserve'> => ({
  checkoutId: newId(),
  buyerId: newId(),
  tournamentId,
  type: 'PARTICIPANT',
  matchId: null,
  ticketId: null,
  priceMinor: 2_000_000,
  currency: 'COP',
  holdUntil: new Date(Date.now() + 3_600_000).toISOString(),
  activate: false,
});

test.skipIf('missing' in amqp)(
  `two buyers paying for one seat: of ${BUYERS} at once for ${SEATS} seats, ${SEATS} get one and the others hear SOLD_OUT`,
  async () => {
    await using broker = await testBroker({ consumers: ['tournaments', 'tickets', 'payments'] });
    await using tickets = await domainProcess('tickets', broker);
    await using _process = await tickets.start();
    await using bus = await broker.connect();
    const tournamentId = newId();
    await tellOfTournament(bus, tournamentId);
    const seats = async () => (await tickets.sql`select id from tickets`).length;
    expect(await eventually(seats, (n) => n === SEATS)).toBe(SEATS);

    const outcomes = await Promise.all(
      Array.from({ length: BUYERS }, () =>
        ask(bus, 'tickets.reserve', reservation(tournamentId), { timeoutMs: DEADLINE_MS }).then(
          ({ ticketId }) => ticketId,
          (error: unknown) => (error as DomainError).extensions.code,
        ),
      ),
    );
    const refused = outcomes.filter((outcome) => outcome === 'SOLD_OUT');
    const held = outcomes.filter((outcome) => outcome !== 'SOLD_OUT');
    expect(refused).toHaveLength(BUYERS - SEATS);
    expect(new Set(held).size, 'every seat has one holder').toBe(SEATS);
    const [row] = await tickets.sql`
      select count(*)::int as reserved, count(distinct owner_id)::int as holders from tickets where status = 'RESERVED'`;
    expect(row).toEqual({ reserved: SEATS, holders: SEATS });
  },
  120_000,
);
