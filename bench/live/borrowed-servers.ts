import { randomBytes } from 'node:crypto';
import { brokerNames, deleteTopology, openChannels, RETRY_DELAYS_MS, SUBSCRIPTIONS } from '@arena/events';
import { connect } from 'amqplib';
import { Redis } from 'ioredis';
import postgres from 'postgres';
import { ensureDatabases } from '../../dev/run/databases.ts';
import { SUBGRAPHS, type SubgraphName } from '../../dev/run/stack-env.ts';
import { findServices } from '../../dev/services/find-services.ts';
import {
  isRabbitMqInstalled,
  makeRabbitMqNode,
  type RabbitMqNode,
} from '../../dev/services/rabbitmq-node.ts';

/** A share of the servers that tests use too. */
export type BorrowedServers = {
  databaseUrls: Record<SubgraphName, string>;
  /** where the servers are and which names on them are ours */
  variables: Record<string, string>;
  /** Leaves nothing behind; whoever uses them must have ended. */
  giveBack: () => Promise<void>;
};

type Address = { url: string } | { missing: string };

function urlOf(server: Address): string {
  if ('missing' in server) throw new Error(server.missing);
  return server.url;
}

async function dropDatabases(serverUrl: string, prefix: string): Promise<void> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} });
  for (const name of SUBGRAPHS) await sql`drop database if exists ${sql(prefix + name)} with (force)`;
  await sql.end();
}

async function deleteQueues(url: string, prefix: string): Promise<void> {
  const connection = await connect(url);
  await deleteTopology(await openChannels(connection), brokerNames(prefix), RETRY_DELAYS_MS, SUBSCRIPTIONS);
  await connection.close();
}

/** Deletes the keys that begin with a prefix. */
export async function deleteKeys(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url);
  const keys = await redis.keys(`${prefix}*`);
  if (keys.length > 0) await redis.del(keys);
  redis.disconnect();
}

export type Borrowing = {
  /** whether a RabbitMQ is started for this alone, if it can be and none was named: a whole Arena fills a small one */
  ownBroker?: boolean;
};

async function startBroker(): Promise<RabbitMqNode> {
  const node = await makeRabbitMqNode();
  await node.start().catch(async (error: unknown) => {
    await node.remove();
    throw error;
  });
  return node;
}

/** Finds PostgreSQL, RabbitMQ and Redis as the tests do, and makes databases on the first. */
export async function borrowServers({ ownBroker = false }: Borrowing = {}): Promise<BorrowedServers> {
  const isOwn = ownBroker && !process.env['AMQP_URL'] && isRabbitMqInstalled();
  const broker = isOwn ? await startBroker() : undefined;
  const { services, stop } = await findServices();
  const [redisUrl, amqpUrl] = [urlOf(services.redis), broker?.url ?? urlOf(services.amqp)];
  const name = `arena_bench_${randomBytes(4).toString('hex')}`;
  return {
    databaseUrls: await ensureDatabases(services.postgresUrl, `${name}_`, SUBGRAPHS),
    variables: {
      REDIS_URL: redisUrl,
      LIVE_PREFIX: `${name}:`,
      AMQP_URL: amqpUrl,
      BUS_PREFIX: `${name}.`,
    },
    giveBack: async () => {
      await dropDatabases(services.postgresUrl, `${name}_`);
      if (broker) await broker.remove();
      else await deleteQueues(amqpUrl, `${name}.`);
      await deleteKeys(redisUrl, `${name}:`);
      await stop();
    },
  };
}
