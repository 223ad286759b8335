import { SubgraphUnavailable, type Logger } from '@arena/subgraph-kit';
import type { Redis } from 'ioredis';

/** A command of Redis, or a script by its name, with what it is given. */
export type Asked = [name: string, ...given: (string | number)[]];

/**
 * Asks Redis in one round trip.
 * @throws SubgraphUnavailable when any of it is not answered
 */
export type AskRedis = (asked: Asked[]) => Promise<unknown[]>;

/** Asks over a connection; the log tells once when answers stay away, and once when they come again. */
export function askOver(redis: Redis, logger: Logger): AskRedis {
  let isAway = false;
  return async (asked) => {
    if (asked.length === 0) return [];
    try {
      const answers = (await redis.pipeline(asked).exec()) ?? [];
      const refused = answers.find(([error]) => error);
      if (refused) throw refused[0] as Error;
      if (isAway) logger.info('Redis answers again about who is present');
      isAway = false;
      return answers.map(([, answer]) => answer);
    } catch (error) {
      if (!isAway) logger.warn({ err: error }, 'Redis does not answer about who is present');
      isAway = true;
      throw Object.assign(new SubgraphUnavailable('streams'), { cause: error });
    }
  };
}
