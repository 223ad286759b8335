import { eventually, testBroker, testServices, type TestBroker } from '@arena/testing';
import { connect, type Channel } from 'amqplib';
import { expect, test } from 'vitest';
import { brokerNames } from '../src/index.ts';
import { collector, message } from './messages.ts';

const { amqp } = testServices();

/** An event that one consumer alone is told of, so that none is left to take it while that one's queue is gone. */
const KEY = 'tournaments.place-refused.v1';
const QUEUE = 'tickets.tournaments.place-refused';

async function administer(broker: TestBroker, work: (channel: Channel) => Promise<unknown>): Promise<void> {
  const connection = await connect(broker.url);
  await work(await connection.createChannel());
  await connection.close();
}

test.skipIf('missing' in amqp).each([
  ['queue', (channel: Channel, prefix: string) => channel.deleteQueue(brokerNames(prefix).queue(QUEUE))],
  ['exchange', (channel: Channel, prefix: string) => channel.deleteExchange(brokerNames(prefix).events)],
])(
  'what is deleted under a running Arena is made anew, and events flow again: the %s',
  async (_what, take) => {
    await using broker = await testBroker({ consumers: ['tickets'] });
    await using bus = await broker.connect();
    const received = collector<string>();
    const consumer = await bus.consume(QUEUE, async ({ content }) => received.add(content));
    await administer(broker, (channel) => take(channel, broker.prefix));
    const published = () =>
      bus.publish([message('"on"', KEY)]).then(
        () => true,
        () => false,
      );
    expect(await eventually(published, Boolean)).toBe(true);
    await received.until(1);
    expect(received.items).toContain('"on"');
    await consumer.stop();
  },
);
