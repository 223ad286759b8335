import { newId } from '@arena/subgraph-kit';
import { LocalState } from './local-state.ts';
import type { MatchKey, Presence, PresenceTimes } from './presence.ts';

/**
 * Presence within one process.
 * @param state what several of these share, each as a process of its own
 */
export function openLocalPresence(
  { watchTtlMs, grantTtlMs }: PresenceTimes,
  now: () => Date = () => new Date(),
  state: LocalState = new LocalState(),
): Presence {
  const processId = newId();
  const nowMs = () => now().getTime();

  const holding = ({ matchId }: MatchKey, userId: string) => {
    const held = state.matches.get(matchId)?.grants.get(userId);
    return held && held.lapsesAt > nowMs() ? held : undefined;
  };

  const freePlacesTaken = ({ matchId }: MatchKey): number => {
    const grants = [...(state.matches.get(matchId)?.grants.values() ?? [])];
    return grants.filter(({ grant, lapsesAt }) => grant.isFree && lapsesAt > nowMs()).length;
  };

  /** Whether it did something for anybody; done for all. */
  const forAny = (userIds: readonly string[], act: (userId: string) => boolean): boolean =>
    userIds.map(act).includes(true);

  return {
    take: async (match, userId, grant, freeLimit) => {
      const lapsesAt = nowMs() + grantTtlMs;
      const held = holding(match, userId);
      if (held?.grant.role === grant.role) {
        held.lapsesAt = lapsesAt;
        return { ...held.grant };
      }
      if (grant.isFree && freePlacesTaken(match) >= freeLimit) return null;
      state.at(match).grants.set(userId, { grant: { ...grant }, lapsesAt });
      return { ...grant };
    },

    findGrants: async (userId, matches) =>
      matches.map((match) => {
        const held = holding(match, userId);
        return held ? { ...held.grant } : null;
      }),

    keep: async (match, userIds) => {
      const [kept, lost]: [string[], string[]] = [[], []];
      for (const userId of userIds) {
        const held = holding(match, userId);
        if (held) held.lapsesAt = nowMs() + grantTtlMs;
        (held ? kept : lost).push(userId);
      }
      const countChanged = forAny(kept, (userId) =>
        state.watch(match, userId, processId, nowMs() + watchTtlMs, nowMs()),
      );
      return { countChanged, lost };
    },

    leave: async (match, userIds) => ({
      countChanged: forAny(userIds, (userId) => state.unwatch(match, userId, [processId])),
    }),

    revoke: async (match, userIds) => {
      for (const userId of userIds) state.matches.get(match.matchId)?.grants.delete(userId);
      return { countChanged: forAny(userIds, (userId) => state.unwatch(match, userId)) };
    },

    end: async (match) => {
      const ended = state.matches.get(match.matchId);
      for (const userId of [...(ended?.watches.keys() ?? [])]) state.unwatch(match, userId);
      state.matches.delete(match.matchId);
    },

    counts: async (matches) => matches.map(({ matchId }) => state.matches.get(matchId)?.watches.size ?? 0),

    peak: async ({ matchId }) => state.peak(matchId, nowMs()),

    audiences: async (tournamentIds) =>
      tournamentIds.map((id) => ({ viewersNow: state.audience(id), peakViewers: state.peak(id, nowMs()) })),

    viewers: async ({ matchId }, { limit, after }) =>
      [...(state.matches.get(matchId)?.watches.keys() ?? [])]
        .filter((userId) => after === null || userId > after)
        .sort()
        .slice(0, limit),

    sweep: async () => {
      const found = [...state.matches.values()].map(({ key, grants, watches }) => {
        for (const [userId, { lapsesAt }] of grants) if (lapsesAt <= nowMs()) grants.delete(userId);
        const userIds = [...watches].flatMap(([userId, processes]) => {
          const lapsed = [...processes].filter(([, lapsesAt]) => lapsesAt <= nowMs()).map(([id]) => id);
          return state.unwatch(key, userId, lapsed) ? [userId] : [];
        });
        return { ...key, userIds };
      });
      state.forget(nowMs());
      return found.filter(({ userIds }) => userIds.length > 0);
    },

    claimTelling: async ({ matchId }, withinMs) => {
      if ((state.told.get(matchId) ?? 0) > nowMs()) return false;
      state.told.set(matchId, nowMs() + withinMs);
      return true;
    },

    close: async () => {},
  };
}
