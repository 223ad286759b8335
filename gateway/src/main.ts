import { runEventService } from '@arena/events';
import { parseEnvironment, urlVariable } from '@arena/subgraph-kit';
import { z } from 'zod';
import { parseEnv, start } from './index.ts';
import { connectRedis } from './redis/connect-redis.ts';

const redisVariables = z.object({ REDIS_URL: urlVariable('redis', 'rediss') });

await runEventService('gateway', parseEnv, async (env, adapters) => {
  const { REDIS_URL } = parseEnvironment(redisVariables, process.env);
  const redis = connectRedis(REDIS_URL, adapters.logger);
  const { url, stop } = await start(env, { ...adapters, redis });
  const stopAll = async () => {
    await stop();
    redis.disconnect();
  };
  return { url, stop: stopAll };
});
