import { testBroker, testServices, type TestBroker, type TestProcess, eventually } from '@arena/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { domainProcess, makeCatalogue, seatsByTournament, type DomainProcess } from './domain-processes.ts';

const { amqp } = testServices();
const SEATS = 2;

/** Where the process that tells dies, and where the one that is told. */
const POINTS = [
  ['tournaments', 'before-commit'],
  ['tournaments', 'after-commit-before-publish'],
  ['tournaments', 'after-publish-before-mark'],
  ['tickets', 'before-commit'],
  ['tickets', 'after-handler-commit-before-ack'],
] as const;

describe.skipIf('missing' in amqp)('a subgraph killed with -9', () => {
  let broker: TestBroker;
  let tournaments: DomainProcess;
  let tickets: DomainProcess;
  let create: Awaited<ReturnType<typeof makeCatalogue>>;
  beforeAll(async () => {
    broker = await testBroker({ consumers: ['tournaments', 'tickets'] });
    tournaments = await domainProcess('tournaments', broker);
    tickets = await domainProcess('tickets', broker);
    create = await makeCatalogue((await running(tournaments)).url);
  });
  afterAll(async () => {
    await tournaments[Symbol.asyncDispose]();
    await tickets[Symbol.asyncDispose]();
    await broker[Symbol.asyncDispose]();
  });

  /** Those that run at the moment, save the one that is about to die. */
  const alive = new Map<DomainProcess, TestProcess>();
  async function running(domain: DomainProcess): Promise<DomainProcess> {
    if (!alive.has(domain)) alive.set(domain, await domain.start());
    return domain;
  }
  async function end(domain: DomainProcess): Promise<void> {
    const process = alive.get(domain);
    if (!process) return;
    alive.delete(domain);
    process.kill('SIGTERM');
    expect(await process.exited).toBe(0);
  }

  test.each(POINTS)('%s, %s: the effect is there once', async (domain, point) => {
    const [victim, other] = domain === 'tournaments' ? [tournaments, tickets] : [tickets, tournaments];
    await end(victim);
    const [crashing] = await Promise.all([victim.start(point), running(other)]);
    const key = `${domain}-${point}`;
    // the client of a process that dies gets no answer, and asks again with the same key
    await create(key).catch(() => undefined);
    expect(await crashing.exited).toBe('SIGKILL');
    await running(victim);
    const { data } = await create(key);
    const id = data.createTournament.id as string;
    const seats = async () => (await seatsByTournament(tickets)).get(id);
    expect(await eventually(seats, (n) => n !== undefined)).toBe(SEATS);
    const handled = () =>
      tickets.sql`select message_id from inbox where routing_key = 'tournaments.created.v1'`;
    const told = await tournaments.sql`select id from tournaments`;
    expect(await eventually(handled, (rows) => rows.length === told.length)).toHaveLength(told.length);
    expect(await seats()).toBe(SEATS);
  });

  test('those that live in the end end well', async () => {
    await end(tournaments);
    await end(tickets);
  });
});
