import { subscriptionsOf } from '@arena/events';
import { connect, type ChannelModel } from 'amqplib';
import { checkBrokerNode } from './broker-node.ts';
import { fail, ok, skipped, type Finding } from './finding.ts';
import { inTime, LIMIT_MS } from './in-time.ts';
import { lookAtQueues } from './look-at-queues.ts';
import type { Places } from './places.ts';
import { judgeQueues, type QueueSeen } from './queues.ts';
import { hostOf, isOlder, reasonOf } from './wording.ts';

export type Broker = Extract<Places['bus'], { kind: 'rabbitmq' }>;

const NEEDED_VERSION = '3.10';

/** A broker that does not part is left to itself. */
const CLOSING_MS = 500;

type BrokerSeen = { version: string; queues: QueueSeen[] };

async function look(connection: ChannelModel, { prefix, consumers }: Broker): Promise<BrokerSeen> {
  connection.on('error', () => {});
  try {
    return {
      version: connection.connection.serverProperties.version,
      queues: await inTime(lookAtQueues(connection, prefix, subscriptionsOf(consumers))),
    };
  } finally {
    await inTime(connection.close(), CLOSING_MS).catch(() => undefined);
  }
}

function judgeServer(at: string, version: string): Finding {
  const says = `RabbitMQ ${version} at ${at}`;
  return isOlder(version, NEEDED_VERSION)
    ? fail('server', 'broker-too-old', says, `${NEEDED_VERSION} or newer is needed`)
    : ok('server', says);
}

async function node({ managementUrl, url }: Broker): Promise<Finding[]> {
  return managementUrl
    ? checkBrokerNode(managementUrl, url)
    : [skipped('file handles', 'told where AMQP_MANAGEMENT_URL is set')];
}

/**
 * How RabbitMQ fares, and the queues that there are to be on it; none is declared here.
 * @param up the services that are ready, whose queues must have consumers
 */
export async function checkRabbitMq(broker: Broker, up: Promise<ReadonlySet<string>>): Promise<Finding[]> {
  const at = hostOf(broker.url);
  const telling = node(broker);
  try {
    const connection = await connect(broker.url, { timeout: LIMIT_MS });
    const { version, queues } = await look(connection, broker);
    return [judgeServer(at, version), ...(await telling), ...judgeQueues(queues, { up: await up })];
  } catch (error) {
    const says = `${at}: ${reasonOf(error)}`;
    return [
      fail('server', 'broker-unreachable', says, 'start it, or correct AMQP_URL'),
      skipped('queues', 'RabbitMQ is away'),
    ];
  }
}
