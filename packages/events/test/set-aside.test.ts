import { eventually, testBroker, testServices } from '@arena/testing';
import { connect } from 'amqplib';
import { expect, test } from 'vitest';
import { brokerNames, Unprocessable } from '../src/index.ts';
import { message, QUEUE } from './messages.ts';

const { amqp } = testServices();

test.skipIf('missing' in amqp)('a message that no queue of parked ones takes is not given up', async () => {
  await using broker = await testBroker({ consumers: ['tickets', 'tournaments'] });
  await using bus = await broker.connect();
  const administrator = await connect(broker.url);
  const channel = await administrator.createChannel();
  const deleted = brokerNames(broker.prefix).dead(QUEUE);
  await channel.deleteQueue(deleted);
  let tries = 0;
  const consumer = await bus.consume(QUEUE, async () => {
    tries += 1;
    if (tries === 2) await channel.assertQueue(deleted, { durable: true });
    throw new Unprocessable('not JSON');
  });
  await bus.publish([message()]);
  const dead = () => channel.checkQueue(deleted).then(({ messageCount }) => messageCount);
  await eventually(
    async () => tries,
    (n) => n === 2,
  );
  expect(await eventually(dead, (n) => n === 1)).toBe(1);
  await consumer.stop();
  await administrator.close();
});
