import { newId } from '@arena/subgraph-kit';
import type { Grant, MatchKey, Presence, PresenceTimes } from '../src/presence/presence.ts';

export type PresenceUnderTest = {
  /** Opens presence as one more process would. */
  join: (times?: Partial<PresenceTimes>) => Promise<Presence>;
  /** the names under which something is remembered of a tournament and its matches, peaks aside */
  remembered: (tournamentId: string) => Promise<string[]>;
} & AsyncDisposable;

export type OpenPresence = () => Promise<PresenceUnderTest>;

/** Nothing lapses within a test. */
export const LASTING: PresenceTimes = { watchTtlMs: 600_000, grantTtlMs: 600_000 };

/** As of a process that is killed as soon as it has counted somebody: the next sweep finds that nobody keeps them. */
export const KILLED: Partial<PresenceTimes> = { watchTtlMs: 0 };

/** As of a grant that nobody has kept. */
export const UNKEPT: Partial<PresenceTimes> = { grantTtlMs: 0 };

export const aMatch = (tournamentId = newId()): MatchKey => ({ matchId: newId(), tournamentId });

export const people = (count: number): string[] => Array.from({ length: count }, () => newId());

export const aGrant = (changes: Partial<Grant> = {}): Grant => ({
  role: 'VIEWER',
  isFree: false,
  grantedAt: new Date('2026-03-04T05:06:07.089Z'),
  ...changes,
});

/** Free places enough for everybody. */
export const ROOM = 1_000_000;

/** Gives people grants and has them watch. */
export async function watching(
  presence: Presence,
  match: MatchKey,
  userIds: string[],
  grant = aGrant(),
): Promise<void> {
  await Promise.all(userIds.map((userId) => presence.take(match, userId, grant, ROOM)));
  await presence.keep(match, userIds);
}
