import { PEAK_KEPT_MS, type Grant, type MatchKey } from './presence.ts';

export type LocalMatch = {
  key: MatchKey;
  grants: Map<string, { grant: Grant; lapsesAt: number }>;
  /** when each person's watches lapse, by the processes that they watch by; at least one each */
  watches: Map<string, Map<string, number>>;
};

/** What all processes know of who is present; times are in ms. */
export class LocalState {
  readonly matches = new Map<string, LocalMatch>();
  /** until when nobody else tells of a match's count */
  readonly told = new Map<string, number>();
  /** how many matches of a tournament each person watches */
  readonly #audiences = new Map<string, Map<string, number>>();
  /** of matches and tournaments */
  readonly #peaks = new Map<string, { count: number; forgottenAt: number }>();

  at(key: MatchKey): LocalMatch {
    const match = this.matches.get(key.matchId) ?? { key, grants: new Map(), watches: new Map() };
    this.matches.set(key.matchId, match);
    return match;
  }

  /** Has somebody watch by a process; returns whether they had not been counted. */
  watch(key: MatchKey, userId: string, processId: string, lapsesAt: number, now: number): boolean {
    const { watches } = this.at(key);
    const processes = watches.get(userId);
    if (processes) {
      processes.set(processId, lapsesAt);
      return false;
    }
    watches.set(userId, new Map([[processId, lapsesAt]]));
    const audience = this.#audiences.get(key.tournamentId) ?? new Map<string, number>();
    this.#audiences.set(key.tournamentId, audience.set(userId, (audience.get(userId) ?? 0) + 1));
    this.#raisePeak(key.matchId, watches.size, now);
    this.#raisePeak(key.tournamentId, audience.size, now);
    return true;
  }

  /** Has somebody watch no longer by some processes, or by any; returns whether they had been counted, and are no more. */
  unwatch(key: MatchKey, userId: string, processIds?: readonly string[]): boolean {
    const watches = this.matches.get(key.matchId)?.watches;
    const processes = watches?.get(userId);
    if (!watches || !processes) return false;
    for (const processId of processIds ?? [...processes.keys()]) processes.delete(processId);
    if (processes.size > 0) return false;
    watches.delete(userId);
    const audience = this.#audiences.get(key.tournamentId);
    const others = (audience?.get(userId) ?? 1) - 1;
    if (others > 0) audience?.set(userId, others);
    else audience?.delete(userId);
    if (audience?.size === 0) this.#audiences.delete(key.tournamentId);
    return true;
  }

  audience = (tournamentId: string): number => this.#audiences.get(tournamentId)?.size ?? 0;

  /** the peak of a match or a tournament, as long as it is remembered */
  peak(id: string, now: number): number {
    const peak = this.#peaks.get(id);
    return peak && peak.forgottenAt > now ? peak.count : 0;
  }

  /** Lets go of what says nothing any more. */
  forget(now: number): void {
    for (const [matchId, { grants, watches }] of this.matches)
      if (grants.size + watches.size === 0) this.matches.delete(matchId);
    for (const [matchId, until] of this.told) if (until <= now) this.told.delete(matchId);
    for (const [id, { forgottenAt }] of this.#peaks) if (forgottenAt <= now) this.#peaks.delete(id);
  }

  #raisePeak(id: string, count: number, now: number): void {
    if (count > this.peak(id, now)) this.#peaks.set(id, { count, forgottenAt: now + PEAK_KEPT_MS });
  }
}
