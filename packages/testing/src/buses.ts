import { randomBytes } from 'node:crypto';
import {
  brokerNames,
  connectRabbitMq,
  deleteTopology,
  openChannels,
  openEmbeddedBus,
  RETRY_DELAYS_MS,
  subscriptionsOf,
  type ConsumerName,
  type EventBus,
} from '@arena/events';
import { createLogger } from '@arena/subgraph-kit';
import { connect } from 'amqplib';
import { register } from './open-resources.ts';
import { testServices } from './services.ts';

export type TestBus = EventBus & AsyncDisposable;

export const testLogger = () => createLogger('test', process.env['TEST_LOG_LEVEL'] ?? 'silent');

/** The embedded bus, its messages kept in the given database beside whatever else is there. */
export async function testBus(databaseUrl: string, retryDelaysMs?: readonly number[]): Promise<TestBus> {
  const bus = await openEmbeddedBus({
    databaseUrl,
    logger: testLogger(),
    ...(retryDelaysMs && { retryDelaysMs }),
  });
  return register('embedded bus', { ...bus }, bus.close);
}

/** RabbitMQ with a part of the broker's names to itself, which go with it. */
export type TestBroker = {
  url: string;
  prefix: string;
  /** what a process reads to reach it */
  variables: Record<string, string>;
  /** Connects, as one more process would. */
  connect: () => Promise<TestBus>;
} & AsyncDisposable;

export type TestBrokerOptions = {
  /** whose queues there are: a broker takes no more connections once it has some three hundred queues */
  consumers?: readonly ConsumerName[];
  retryDelaysMs?: readonly number[];
  /** where it is reached, by a wire perhaps */
  address?: string;
};

/** A share of the RabbitMQ that the test run has. */
export async function testBroker({
  consumers,
  retryDelaysMs = RETRY_DELAYS_MS,
  address,
}: TestBrokerOptions = {}): Promise<TestBroker> {
  const { amqp, runId } = testServices();
  if ('missing' in amqp) throw new Error(`There is no RabbitMQ here: ${amqp.missing}`);
  const prefix = `arena_test_${runId}_${randomBytes(4).toString('hex')}.`;
  const url = address ?? amqp.url;
  const connectBus = async (): Promise<TestBus> => {
    const bus = await connectRabbitMq({ url, prefix, consumers, logger: testLogger(), retryDelaysMs });
    return register('RabbitMQ bus', { ...bus }, bus.close);
  };
  const variables = {
    AMQP_URL: url,
    BUS_PREFIX: prefix,
    ...(consumers && { BUS_CONSUMERS: consumers.join(',') }),
  };
  return register(`broker names ${prefix}`, { url, prefix, variables, connect: connectBus }, async () => {
    const connection = await connect(amqp.url);
    await deleteTopology(
      await openChannels(connection),
      brokerNames(prefix),
      retryDelaysMs,
      subscriptionsOf(consumers),
    );
    await connection.close();
  });
}
