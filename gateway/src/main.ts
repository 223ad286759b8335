import { busVariables, connectRabbitMq, tracedBus } from '@arena/events';
import { parseEnvironment, runService, urlVariable } from '@arena/subgraph-kit';
import { z } from 'zod';
import { parseEnv, start } from './index.ts';
import { connectRedis } from './redis/connect-redis.ts';
import { busInTime } from './sessions/bus-in-time.ts';

const variables = z.object({ ...busVariables, REDIS_URL: urlVariable('redis', 'rediss') });

await runService('gateway', parseEnv, async (env, adapters) => {
  const { logger, tracer } = adapters;
  const { REDIS_URL, AMQP_URL, BUS_PREFIX, BUS_CONSUMERS } = parseEnvironment(variables, process.env);
  const redis = connectRedis(REDIS_URL, logger);
  const connect = async () => {
    const bus = await connectRabbitMq({
      url: AMQP_URL,
      prefix: BUS_PREFIX,
      consumers: BUS_CONSUMERS,
      logger,
      initialRetries: 0,
    });
    return tracedBus(bus, tracer, 'rabbitmq');
  };
  const { url, stop } = await start(env, { ...adapters, redis, bus: busInTime(connect, logger) });
  const stopAll = async () => {
    await stop();
    redis.disconnect();
  };
  return { url, stop: stopAll };
});
