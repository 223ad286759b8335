import { fileURLToPath } from 'node:url';
import { connectRabbitMq, routingKey } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { eventually, startProcess, tcpProxy, testBroker, testLogger, testServices } from '@arena/testing';
import { describe, expect, test } from 'vitest';
import { busInTime } from '../../src/sessions/bus-in-time.ts';
import { accessToken, bearer, jwks } from '../access-tokens.ts';
import { startedGateway } from '../started-gateway.ts';
import { subgraphsAt } from '../subgraphs-at.ts';

const { amqp } = testServices();
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** RabbitMQ behind a wire that is shut. */
async function brokerAway() {
  const wire = await tcpProxy('missing' in amqp ? '' : amqp.url);
  wire.shut();
  return wire;
}

/** A gateway as a process of its own, with nothing behind it but RabbitMQ. */
const gatewayProcess = (amqpUrl: string, prefix: string) =>
  startProcess(process.execPath, ['--import', 'tsx/esm', 'gateway/src/main.ts'], {
    cwd: root,
    env: {
      NODE_ENV: 'test',
      PORT: '0',
      ...subgraphsAt('http://127.0.0.1:1'),
      REDIS_URL: 'redis://127.0.0.1:1',
      AMQP_URL: amqpUrl,
      BUS_PREFIX: prefix,
      BUS_CONSUMERS: 'gateway',
    },
  });

describe.skipIf('missing' in amqp)('a gateway whose RabbitMQ is away', () => {
  test('starts and answers, and heeds what it was told meanwhile once RabbitMQ is there', async () => {
    await using wire = await brokerAway();
    await using broker = await testBroker({ consumers: ['gateway'] });
    const connect = () =>
      connectRabbitMq({
        url: wire.url,
        prefix: broker.prefix,
        consumers: ['gateway'],
        logger: testLogger(),
        initialRetries: 0,
      });
    const logger = testLogger();
    const told: string[] = [];
    const tell = (about: unknown, message?: string) => void told.push(message ?? String(about));
    Object.assign(logger, { warn: tell, info: tell });
    await using gateway = await startedGateway({ jwks, bus: busInTime(connect, logger) });
    const sessionId = newId();
    const token = bearer(await accessToken({ claims: { sid: sessionId } }));
    const ask = () => gateway.ask('{ __typename }', {}, token);
    expect(await ask()).toMatchObject({ status: 200 });

    await using bus = await broker.connect();
    const content = JSON.stringify({ userId: newId(), sessionId, reason: 'LOGGED_OUT' });
    await bus.publish([{ id: newId(), routingKey: routingKey('users.session-ended'), content, headers: {} }]);
    wire.open();
    const refused = await eventually(ask, ({ status }) => status === 401);
    expect(refused.status).toBe(401);
    expect(told).toEqual(['RabbitMQ is away; going on without it', 'RabbitMQ is there']);
  });

  test('ends well, be RabbitMQ still away or there by then', async () => {
    await using wire = await brokerAway();
    await using broker = await testBroker({ consumers: ['gateway'] });
    await using first = gatewayProcess(wire.url, broker.prefix);
    await using second = gatewayProcess(wire.url, broker.prefix);
    await first.untilPrinted(/listening/);
    first.kill('SIGTERM');
    expect(await first.exited).toBe(0);

    await second.untilPrinted(/RabbitMQ is away/);
    wire.open();
    await second.untilPrinted(/RabbitMQ is there/);
    second.kill('SIGTERM');
    expect(await second.exited).toBe(0);
  });
});
