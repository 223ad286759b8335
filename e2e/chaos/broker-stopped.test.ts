import { register, eventually } from '@arena/testing';
import { expect, test } from 'vitest';
import { isRabbitMqInstalled, makeRabbitMqNode } from '../../dev/services/rabbitmq-node.ts';
import { count } from './counts.ts';
import { domainProcess, makeCatalogue, seatsByTournament } from './domain-processes.ts';

const EVENTS = count(10_000, 150);
const OUTAGE_MS = count(10_000, 1_500);
const AT_ONCE = 10;
const SEATS = 2;

const why = isRabbitMqInstalled() ? '' : ' (not here: no RabbitMQ is installed that could be stopped)';

test.skipIf(why !== '')(
  `RabbitMQ stopped under ${EVENTS} events: mutations go on, and every effect happens exactly once${why}`,
  async () => {
    const node = await makeRabbitMqNode();
    await using _node = register('RabbitMQ node', { ...node }, node.remove);
    await node.start();
    const broker = { variables: { AMQP_URL: node.url, BUS_CONSUMERS: 'tournaments,tickets' } };
    await using tournaments = await domainProcess('tournaments', broker);
    await using tickets = await domainProcess('tickets', broker);
    await Promise.all([tournaments.start(), tickets.start()]);
    const create = await makeCatalogue(tournaments.url);

    let outage: Promise<void> | undefined;
    const stopAndStart = async () => {
      await node.stop();
      await new Promise((resolve) => setTimeout(resolve, OUTAGE_MS));
      await node.start();
    };
    for (let from = 0; from < EVENTS; from += AT_ONCE) {
      if (from >= EVENTS / 3) outage ??= stopAndStart();
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => create(`cup-${from + i}`)));
      for (const { errors } of answers) expect(errors, 'mutations go on').toBeUndefined();
    }
    await outage;
    await create('first-after');
    const [after] =
      await tournaments.sql`select id from tournaments order by created_at desc, id desc limit 1`;
    const arrived = async () => (await seatsByTournament(tickets)).has(after?.['id'] as string);
    expect(await eventually(arrived, Boolean)).toBe(true);

    const seats = await eventually(
      () => seatsByTournament(tickets),
      (found) => found.size === EVENTS + 1,
    );
    expect(seats.size).toBe(EVENTS + 1);
    expect(new Set(seats.values())).toEqual(new Set([SEATS]));
    // each message is remembered once, and none has been given up
    const [handled] = await tickets.sql`
      select count(*)::int as messages from inbox where routing_key = 'tournaments.created.v1'`;
    expect(handled).toEqual({ messages: EVENTS + 1 });
  },
  count(900_000, 120_000),
);
