import type { TestServices } from '@arena/testing';
import { findPostgres } from './postgres.ts';
import { findRabbitMq } from './rabbitmq.ts';
import { findRedis } from './redis.ts';
import type { Missing, Server } from './server.ts';

export type FoundServices = {
  services: Pick<TestServices, 'postgresUrl' | 'redis' | 'amqp'>;
  /** Ends the servers that were started here; those found running stay as they are. */
  stop: () => Promise<void>;
};

function required(name: string, result: Server | Missing): void {
  if ('missing' in result && process.env['REQUIRE_SERVICES'] === '1') {
    throw new Error(`REQUIRE_SERVICES is set, but ${name} is not to be had: ${result.missing}`);
  }
}

const address = (result: Server | Missing) => ('missing' in result ? result : { url: result.url });

/** Finds the servers that tests use, and starts those that do not run. */
export async function findServices(): Promise<FoundServices> {
  const { DATABASE_URL, REDIS_URL, AMQP_URL } = process.env;
  const started: Server[] = [];
  const stop = async () => {
    await Promise.all(started.map((server) => server.stop()));
  };
  const keep = <Result extends Server | Missing>(name: string, result: Result): Result => {
    if (!('missing' in result)) started.push(result);
    required(name, result);
    return result;
  };
  try {
    // one after the other: two package installations at once lock each other out
    const postgres = keep('PostgreSQL', await findPostgres(DATABASE_URL));
    const redis = keep('Redis', await findRedis(REDIS_URL));
    const amqp = keep('RabbitMQ', await findRabbitMq(AMQP_URL));
    return {
      services: { postgresUrl: postgres.url, redis: address(redis), amqp: address(amqp) },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
