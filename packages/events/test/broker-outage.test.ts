import { createServer, type AddressInfo, type Socket } from 'node:net';
import { eventually, tcpProxy, testBroker, testLogger, testServices, type TestBus } from '@arena/testing';
import { expect, test } from 'vitest';
import { connectRabbitMq, type OutgoingMessage } from '../src/index.ts';
import { collector, message, QUEUE } from './messages.ts';

const { amqp } = testServices();
const MESSAGES = 600;

/** Publishes as the outbox does: until the bus confirms. */
async function publishSurely(bus: TestBus, sent: OutgoingMessage): Promise<void> {
  const confirmed = () =>
    bus.publish([sent]).then(
      () => true,
      () => false,
    );
  await eventually(confirmed, (isConfirmed) => isConfirmed);
}

test.skipIf('missing' in amqp)('connections cut again and again lose nothing', async () => {
  await using wire = await tcpProxy('missing' in amqp ? '' : amqp.url);
  await using broker = await testBroker({
    consumers: ['tickets', 'tournaments'],
    retryDelaysMs: [20, 40, 60, 80],
    address: wire.url,
  });
  await using bus = await broker.connect();
  const received = collector<string>();
  const consumer = await bus.consume(QUEUE, async ({ content }) => {
    received.add(content);
    if (received.items.length % 150 === 0) wire.cut();
  });
  const sent = Array.from({ length: MESSAGES }, (_, i) => message(String(i)));
  for (let from = 0; from < MESSAGES; from += 50) {
    await Promise.all(sent.slice(from, from + 50).map((one) => publishSurely(bus, one)));
  }
  await eventually(
    async () => new Set(received.items).size,
    (size) => size === MESSAGES,
  );
  expect(new Set(received.items).size).toBe(MESSAGES);
  await consumer.stop();
});

test.skipIf('missing' in amqp)(
  'while the broker is away the bus says so, and comes back by itself',
  async () => {
    await using wire = await tcpProxy('missing' in amqp ? '' : amqp.url);
    await using broker = await testBroker({
      consumers: ['tickets', 'tournaments'],
      retryDelaysMs: [20, 40, 60, 80],
      address: wire.url,
    });
    await using bus = await broker.connect();
    const server = await bus.serve('tickets.check', async (content) => content);
    wire.shut();
    await eventually(
      async () => bus.isConnected(),
      (connected) => !connected,
    );
    expect(bus.isConnected()).toBe(false);
    await expect(bus.publish([message()])).rejects.toThrow();
    const asked = bus.request('tickets.check', 'still there?', { timeoutMs: 10_000, headers: {} });
    wire.open();
    expect(await asked).toBe('still there?');
    expect(bus.isConnected()).toBe(true);
    await server.stop();
  },
);

test('a broker that takes a connection and says nothing is given up', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const url = `amqp://127.0.0.1:${port}`;
    const connecting = connectRabbitMq({
      url,
      prefix: '',
      logger: testLogger(),
      initialRetries: 1,
      silenceMs: 50,
    });
    await expect(connecting).rejects.toThrow();
    expect(sockets).toHaveLength(2);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});
