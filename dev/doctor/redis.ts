import { fail, ok, skipped, warn, type Finding } from './finding.ts';
import { onRedis } from './redis-client.ts';
import { bytes, hostOf, isOlder, reasonOf } from './wording.ts';

const NEEDED_VERSION = '6.2';

/** Shares of the memory in use: from which it is told, and from which writes will soon be refused. */
const MUCH = 0.8;
const ALMOST_ALL = 0.95;

type Info = Record<string, string>;

/** Reads the lines `name:value` of INFO. */
const parseInfo = (text: string): Info =>
  Object.fromEntries(
    text
      .split('\r\n')
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );

function judgeServer(at: string, info: Info): Finding {
  const version = info['redis_version'];
  if (version === undefined) return skipped('server', `Redis at ${at} does not tell its version`);
  const says = `Redis ${version} at ${at}`;
  const unfit = (why: string, remedy: string) => fail('server', 'redis-unfit', `${says} ${why}`, remedy);
  if (isOlder(version, NEEDED_VERSION)) return unfit('is too old', `${NEEDED_VERSION} or newer is needed`);
  if (info['cluster_enabled'] === '1') return unfit('is a cluster', 'one server is needed');
  if (info['role'] === 'slave') return unfit('is a replica', 'set REDIS_URL to its primary');
  return ok('server', says);
}

function judgePolicy(policy: string | undefined): Finding {
  if (policy === undefined) return skipped('policy', 'this Redis does not tell its maxmemory-policy');
  const says = `maxmemory-policy is ${policy}`;
  // what counts people at a match never expires, and must not be taken
  if (policy === 'noeviction' || policy.startsWith('volatile-')) return ok('policy', says);
  return fail('policy', 'redis-policy', says, 'set it to volatile-lru');
}

function judgeMemory(info: Info): Finding {
  const { used_memory: taken, maxmemory: limit, maxmemory_policy: policy } = info;
  if (!taken || !limit) return skipped('memory', 'this Redis does not tell how much it may take');
  const [used, most] = [Number(taken), Number(limit)];
  const says = `${bytes(used)} of ${most > 0 ? bytes(most) : 'no limit'} in use`;
  // one that lets go of what is kept for a while only may be full
  if (most === 0 || used < most * MUCH || policy !== 'noeviction') return ok('memory', says);
  const tell = used < most * ALMOST_ALL ? warn : fail;
  return tell('memory', 'redis-memory', says, 'raise maxmemory, or set its policy to volatile-lru');
}

/**
 * What there is to say of a Redis. Managed ones leave some of it out, which then could not be looked at.
 * @param text what it answers to INFO
 */
export function judgeRedis(at: string, text: string): Finding[] {
  const info = parseInfo(text);
  return [judgeServer(at, info), judgePolicy(info['maxmemory_policy']), judgeMemory(info)];
}

/** Whether the Redis that services share can be reached, and is what they need. */
export async function checkRedis(url: string): Promise<Finding[]> {
  const at = hostOf(url);
  try {
    return judgeRedis(at, await onRedis(url, (redis) => redis.info()));
  } catch (error) {
    const says = `${at}: ${reasonOf(error)}`;
    return [fail('server', 'redis-unreachable', says, 'start it, or correct REDIS_URL')];
  }
}
