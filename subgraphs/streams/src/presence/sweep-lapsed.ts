import type { Lapsed, MatchKey } from './presence.ts';
import type { AskRedis } from './redis-asking.ts';
import type { RedisKeys } from './redis-keys.ts';

/** How many matches are looked at together, and how many lapses each is rid of at a time: others are served between. */
const MATCHES_AT_ONCE = 20;
const LAPSES_AT_ONCE = 500;

/** A sweep comes to its end, however short a time somebody is counted for. */
const MIN_REVISIT_MS = 1_000;

/** What a match is called in the list of those that are due. */
export const nameInDue = ({ matchId, tournamentId }: MatchKey): string => `${tournamentId}|${matchId}`;

type Due = { name: string; dueAt: string };

/** Removes what has lapsed of the matches that are due to be looked at. */
export async function sweepLapsed(ask: AskRedis, keys: RedisKeys, watchTtlMs: number): Promise<Lapsed[]> {
  const revisitMs = Math.max(watchTtlMs, MIN_REVISIT_MS);
  const found: Lapsed[] = [];

  async function listDue(): Promise<Due[]> {
    const [listed] = (await ask([['list-due', keys.due, MATCHES_AT_ONCE]])) as [string[]];
    const names = listed.filter((_, index) => index % 2 === 0);
    return names.map((name, index) => ({ name, dueAt: listed[2 * index + 1] as string }));
  }

  async function visit({ name, dueAt }: Due): Promise<string[]> {
    const [tournamentId, matchId] = name.split('|') as [string, string];
    const match = { matchId, tournamentId };
    const [answer] = await ask([['sweep-match', ...keys.all(match), LAPSES_AT_ONCE]]);
    const [soonest, userIds] = answer as [string | null, string[]];
    if (userIds.length > 0) found.push({ ...match, userIds });
    return [name, dueAt, soonest ?? ''];
  }

  try {
    for (let due = await listDue(); due.length > 0; due = await listDue()) {
      const visits = await Promise.allSettled(due.map(visit));
      const settled = visits.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
      await ask([['settle-due', keys.due, revisitMs, ...settled]]);
      const failed = visits.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
    }
  } catch (error) {
    // nobody else is told of those who are removed already; what is left stays due
    if (found.length === 0) throw error;
  }
  return found;
}
