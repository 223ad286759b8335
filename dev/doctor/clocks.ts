import { onDatabase } from './database-facts.ts';
import { fail, ok, skipped, type Finding } from './finding.ts';
import { onRedis } from './redis-client.ts';
import { span } from './wording.ts';

/** Tokens and stamps hang on clocks that agree: from here on it is told, in ms. */
const MAX_SKEW_MS = 1_000;

type Skew = { skewMs: number; uncertainMs: number };

/** How far another clock is ahead of this one, from one question to it. */
async function compare(now: () => Date, ask: () => Promise<number>): Promise<Skew> {
  const askedAt = now().getTime();
  const theirs = await ask();
  const uncertainMs = (now().getTime() - askedAt) / 2;
  return { skewMs: theirs - (askedAt + uncertainMs), uncertainMs };
}

const postgresSkew = (url: string, now: () => Date): Promise<Skew> =>
  onDatabase(url, async (sql) => {
    // connected first, so that the question takes a round trip and no more
    await sql`select 1`;
    return compare(now, async () => {
      const [row] = await sql<{ ms: number }[]>`
        select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
      return row?.ms ?? NaN;
    });
  });

const redisSkew = (url: string, now: () => Date): Promise<Skew> =>
  onRedis(url, (redis) =>
    compare(now, async () => {
      const [seconds, microseconds] = await redis.time();
      return Number(seconds) * 1_000 + Number(microseconds) / 1_000;
    }),
  );

function judge(subject: string, { skewMs, uncertainMs }: Skew): Finding {
  const size = Math.abs(skewMs);
  const says =
    size <= Math.max(1, uncertainMs)
      ? 'agrees with this machine'
      : `${span(size)} ${skewMs > 0 ? 'ahead of' : 'behind'} this machine`;
  return size - uncertainMs > MAX_SKEW_MS
    ? fail(subject, 'clock-skew', says, 'set both by NTP')
    : ok(subject, says);
}

export type Clocks = {
  /** a database on each server */
  postgresUrls: readonly string[];
  redisUrl: string | undefined;
  /** this machine's */
  now: () => Date;
};

/** Whether this machine's clock agrees with those of the servers that stamp rows and let keys lapse. */
export async function checkClocks({ postgresUrls, redisUrl, now }: Clocks): Promise<Finding[]> {
  const look = async (subject: string, looking: Promise<Skew>): Promise<Finding> =>
    looking.then(
      (skew) => judge(subject, skew),
      () => skipped(subject, `${subject} is away`),
    );
  return Promise.all([
    ...postgresUrls.map((url) => look('PostgreSQL', postgresSkew(url, now))),
    ...(redisUrl ? [look('Redis', redisSkew(redisUrl, now))] : []),
  ]);
}
