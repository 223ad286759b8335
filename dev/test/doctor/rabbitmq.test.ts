import { brokerNames, Unprocessable } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { eventually, testBroker, testServices, type TestBroker } from '@arena/testing';
import { connect } from 'amqplib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkBrokerNode } from '../../doctor/broker-node.ts';
import { checkRabbitMq, type Broker } from '../../doctor/rabbitmq.ts';
import { judgeQueues } from '../../doctor/queues.ts';
import { httpServer } from './http-server.ts';
import { NOWHERE } from './unreachable.ts';

const QUEUE = 'tournaments.tickets.issued';
const QUEUES = ['tickets.issued', 'tickets.invalidated', 'tickets.transferred'].map(
  (event) => `tournaments.${event}`,
);

const brokerAt = (url: string, prefix = ''): Broker => ({
  ...{ kind: 'rabbitmq', url, prefix, consumers: ['tournaments'], managementUrl: undefined },
});
const up = Promise.resolve(new Set(['tournaments']));
const nobodyUp = Promise.resolve(new Set<string>());

describe.skipIf('missing' in testServices().amqp)('a broker', () => {
  let share: TestBroker;
  beforeAll(async () => {
    share = await testBroker({ consumers: ['tournaments'] });
  });
  afterAll(async () => {
    await share[Symbol.asyncDispose]();
  });

  test('is healthy while each queue has a consumer; a message parked, and one that has nobody, fail', async () => {
    await using bus = await share.connect();
    const broker = brokerAt(share.url, share.prefix);
    const consumers = await Promise.all(
      QUEUES.map((queue) =>
        bus.consume(queue, async () => {
          throw new Unprocessable('not for this test');
        }),
      ),
    );
    expect(await checkRabbitMq(broker, up)).toMatchObject([
      { status: 'ok', subject: 'server', says: expect.stringMatching(/^RabbitMQ \d+\.\d+\S* at \S+:\d+$/) },
      { status: 'skipped', subject: 'file handles' },
      { status: 'ok', subject: 'tournaments', says: '3 queues, 0 waiting, none parked, 3 consumers' },
    ]);

    await bus.publish([{ id: newId(), routingKey: 'tickets.issued.v1', content: 'x', headers: {} }]);
    await eventually(
      () => bus.deadLetters(QUEUE, 1),
      (letters) => letters.length > 0,
    );
    await Promise.all(consumers.map((consumer) => consumer.stop()));
    expect((await checkRabbitMq(broker, up)).slice(2)).toMatchObject([
      { status: 'fail', code: 'queue-without-consumer', says: `nobody takes from ${QUEUES.join(', ')}` },
      {
        ...{ status: 'fail', code: 'dead-letters', says: `1 message parked: 1 in ${QUEUE}` },
        remedy: `npm run events -- show ${QUEUE}`,
      },
    ]);

    await bus.replay(QUEUE);
    expect((await checkRabbitMq(broker, nobodyUp)).slice(2), 'its service is the fault').toEqual([
      {
        ...{ status: 'skipped', subject: 'tournaments' },
        says: '3 queues, 1 waiting, none parked, 0 consumers; tournaments is not up',
      },
    ]);
  });

  test('lacks a queue, and is given none', async () => {
    const lacking = brokerAt(share.url, `${share.prefix}other.`);
    const findings = await checkRabbitMq(lacking, up);
    expect(findings[2]).toMatchObject({ status: 'fail', code: 'queue-missing' });
    expect(findings[2]?.says).toBe(`there is no ${QUEUES.join(', ')}`);
    const connection = await connect(share.url);
    const channel = await connection.createChannel();
    channel.on('error', () => {});
    await expect(channel.checkQueue(brokerNames(lacking.prefix).queue(QUEUE))).rejects.toThrow('404');
    await connection.close();
  });

  test('tells of its node where its management plugin is named', async () => {
    await using plugin = await httpServer({
      '/api/nodes': { body: [{ fd_used: 990, fd_total: 1_000, mem_alarm: true, disk_free_alarm: false }] },
    });
    const broker = { ...brokerAt(share.url, share.prefix), managementUrl: plugin.url };
    const findings = await checkRabbitMq(broker, nobodyUp);
    expect(findings.slice(1, 3)).toMatchObject([
      { status: 'fail', code: 'broker-short', says: '990 of 1000 in use' },
      { status: 'fail', code: 'broker-alarm', says: 'short of memory: it takes no messages' },
    ]);
    expect(plugin.asked[0]?.authorization, 'with the credentials of the broker').toMatch(/^Basic /);
  });
});

test('a broker that is away fails, and its queues are not looked at', async () => {
  expect(await checkRabbitMq(brokerAt(`amqp://arena:sesame-open@${NOWHERE}`), up)).toEqual([
    {
      ...{ status: 'fail', subject: 'server', code: 'broker-unreachable' },
      ...{ says: `${NOWHERE}: nothing listens there`, remedy: 'start it, or correct AMQP_URL' },
    },
    { status: 'skipped', subject: 'queues', says: 'RabbitMQ is away' },
  ]);
});

test('what a management plugin does not tell of its node could not be looked at', async () => {
  await using plugin = await httpServer({ '/api/nodes': { body: [{ name: 'rabbit@broker' }] } });
  expect(await checkBrokerNode(plugin.url, `amqp://${NOWHERE}`)).toMatchObject([
    { status: 'skipped', subject: 'file handles' },
    { status: 'skipped', subject: 'alarms' },
  ]);
});

test('a queue in which much waits is told', () => {
  const state = { queue: QUEUE, ready: 1_001, dead: 0, consumers: 1 };
  const seen = { queue: QUEUE, consumer: 'tournaments', state };
  expect(judgeQueues([seen], { up: new Set(['tournaments']) })).toMatchObject([
    { status: 'warn', code: 'queue-deep', says: `much waits: 1001 in ${QUEUE}` },
  ]);
});
