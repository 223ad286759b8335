import { testServices } from '@arena/testing';
import { connect } from 'amqplib';
import { Redis } from 'ioredis';
import postgres from 'postgres';
import { expect, test } from 'vitest';

const { postgresUrl, redis, amqp } = testServices();

test('tests have a PostgreSQL', async () => {
  const sql = postgres(postgresUrl, { max: 1 });
  const [row] = await sql<
    { version: number }[]
  >`select current_setting('server_version_num')::int as version`;
  await sql.end();
  expect(row?.version).toBeGreaterThanOrEqual(150_000);
});

test.skipIf('missing' in redis)(
  `tests have a Redis${'missing' in redis ? ` (not here: ${redis.missing})` : ''}`,
  async () => {
    if ('missing' in redis) return;
    const client = new Redis(redis.url);
    expect(await client.ping()).toBe('PONG');
    client.disconnect();
  },
);

test.skipIf('missing' in amqp)(
  `tests have a RabbitMQ${'missing' in amqp ? ` (not here: ${amqp.missing})` : ''}`,
  async () => {
    if ('missing' in amqp) return;
    const connection = await connect(amqp.url);
    const channel = await connection.createChannel();
    const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true });
    channel.sendToQueue(queue, Buffer.from('hello'));
    const message = await new Promise((resolve) => {
      void channel.consume(queue, (delivered) => resolve(delivered?.content.toString()), { noAck: true });
    });
    expect(message).toBe('hello');
    await connection.close();
  },
);
