import { newId, type Logger } from '@arena/subgraph-kit';
import type { Redis } from 'ioredis';
import { PEAK_KEPT_MS, type Grant, type MatchKey, type Presence, type PresenceTimes } from './presence.ts';
import { askOver, type Asked } from './redis-asking.ts';
import { presenceConnection } from './redis-connection.ts';
import { redisKeys } from './redis-keys.ts';
import { nameInDue, sweepLapsed } from './sweep-lapsed.ts';

/** How many people one call of a script is about: Redis serves nobody else meanwhile. */
const PEOPLE_AT_ONCE = 500;

export type RedisPresenceOptions = {
  /** what the names of all keys begin with */
  prefix: string;
  times: PresenceTimes;
  logger: Logger;
};

const parseGrant = (text: string): Grant => {
  const grant = JSON.parse(text) as Omit<Grant, 'grantedAt'> & { grantedAt: string };
  return { ...grant, grantedAt: new Date(grant.grantedAt) };
};

const chunks = (userIds: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(userIds.length / PEOPLE_AT_ONCE) }, (_, index) =>
    userIds.slice(index * PEOPLE_AT_ONCE, (index + 1) * PEOPLE_AT_ONCE),
  );

/** Presence that processes share, over a connection which it closes. */
export function presenceOver(redis: Redis, { prefix, times, logger }: RedisPresenceOptions): Presence {
  const { watchTtlMs, grantTtlMs } = times;
  const processId = newId();
  const keys = redisKeys(prefix);
  const ask = askOver(redis, logger);

  /** Goes ahead of whatever may lapse. */
  const enterDue = (match: MatchKey): Asked => [
    'enter-due',
    keys.due,
    nameInDue(match),
    Math.min(watchTtlMs, grantTtlMs),
  ];

  /** Whether anybody's going has changed the count; each answer says so with a 1. */
  const counted = (answers: unknown[]) => ({ countChanged: answers.includes(1) });

  return {
    take: async (match, userId, grant, freeLimit) => {
      const text = JSON.stringify(grant);
      const [, held] = await ask([
        enterDue(match),
        [
          'take-grant',
          ...keys.all(match),
          ...[userId, grant.role, text, Number(grant.isFree), freeLimit, grantTtlMs],
        ],
      ]);
      return held === null ? null : parseGrant(held as string);
    },

    findGrants: async (userId, matches) => {
      if (matches.length === 0) return [];
      const [time, ...answers] = await ask([
        ['time'],
        ...matches.flatMap((match): Asked[] => [
          ['zscore', keys.grants(match), userId],
          ['hget', keys.grant(match), userId],
        ]),
      ]);
      const [seconds, microseconds] = time as [string, string];
      const nowMs = Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
      return matches.map((_, index) => {
        const [lapsesAt, text] = answers.slice(2 * index, 2 * index + 2) as (string | null)[];
        return text && Number(lapsesAt) > nowMs ? parseGrant(text) : null;
      });
    },

    keep: async (match, userIds) => {
      if (userIds.length === 0) return { countChanged: false, lost: [] };
      const settings = [processId, watchTtlMs, grantTtlMs, PEAK_KEPT_MS];
      const [, ...answers] = await ask([
        enterDue(match),
        ...chunks(userIds).map((chunk): Asked => ['keep-watches', ...keys.all(match), ...settings, ...chunk]),
      ]);
      const kept = answers as [number, string[]][];
      return { ...counted(kept.map(([changed]) => changed)), lost: kept.flatMap(([, lost]) => lost) };
    },

    leave: async (match, userIds) =>
      counted(
        await ask(chunks(userIds).map((chunk) => ['leave-match', ...keys.all(match), processId, ...chunk])),
      ),

    revoke: async (match, userIds) =>
      counted(await ask(chunks(userIds).map((chunk) => ['revoke-grants', ...keys.all(match), ...chunk]))),

    end: async (match) => {
      let left: unknown;
      do [left] = await ask([['end-match', ...keys.all(match), PEOPLE_AT_ONCE]]);
      while (left !== 0);
    },

    counts: async (matches) =>
      (await ask(matches.map((match) => ['zcard', keys.viewers(match)]))) as number[],

    peak: async (match) => {
      const [peak] = await ask([['get', keys.peak(match)]]);
      return Number(peak);
    },

    audiences: async (tournamentIds) => {
      const answers = await ask(
        tournamentIds.flatMap((id): Asked[] => [
          ['hlen', keys.audience(id)],
          ['get', keys.tournamentPeak(id)],
        ]),
      );
      return tournamentIds.map((_, index) => ({
        viewersNow: Number(answers[2 * index]),
        peakViewers: Number(answers[2 * index + 1]),
      }));
    },

    viewers: async (match, { limit, after }) => {
      const from = after === null ? '-' : `(${after}`;
      const [page] = await ask([['zrangebylex', keys.viewers(match), from, '+', 'LIMIT', 0, limit]]);
      return page as string[];
    },

    sweep: () => sweepLapsed(ask, keys, watchTtlMs),

    claimTelling: async (match, withinMs) => {
      const [claimed] = await ask([['set', keys.told(match), '', 'PX', withinMs, 'NX']]);
      return claimed === 'OK';
    },

    close: async () => {
      // lets what was asked before be answered
      if (redis.status === 'ready') await redis.quit().catch(() => {});
      redis.disconnect();
    },
  };
}

/** Presence that processes share over Redis; where it is away this starts without it. */
export const connectRedisPresence = async ({
  url,
  ...options
}: RedisPresenceOptions & { url: string }): Promise<Presence> =>
  presenceOver(await presenceConnection(url), options);
