import { testBroker, testServices } from '@arena/testing';
import { test } from 'vitest';
import { describeBus, SHORT_DELAYS_MS } from './bus-contract.ts';

const { amqp } = testServices();

if ('missing' in amqp) test.skip(`the bus on RabbitMQ (not here: ${amqp.missing})`, () => {});
else {
  describeBus('the bus on RabbitMQ', async () => {
    const broker = await testBroker({
      consumers: ['tickets', 'tournaments'],
      retryDelaysMs: SHORT_DELAYS_MS,
    });
    return {
      bus: await broker.connect(),
      reopen: broker.connect,
      [Symbol.asyncDispose]: () => broker[Symbol.asyncDispose](),
    };
  });
}
