import type { Grant, MatchKey } from '../src/presence/presence.ts';

/** What nobody will have kept. */
export type Lapses = { watch?: boolean; grant?: boolean };

type Held = { grant: Grant; isLapsed: boolean };

/** Presence as plainly as it can be said: lists, and every question answered by going through them. */
export class PresenceModel {
  #grants: (Held & { match: MatchKey; userId: string })[] = [];
  #watches: { match: MatchKey; userId: string; process: string; isLapsed: boolean }[] = [];
  #peaks = new Map<string, number>();

  #held = (match: MatchKey, userId: string) =>
    this.#grants.find((held) => held.match === match && held.userId === userId && !held.isLapsed);

  grant = (match: MatchKey, userId: string): Grant | null => this.#held(match, userId)?.grant ?? null;

  viewers = (match: MatchKey): string[] =>
    [...new Set(this.#watches.filter((watch) => watch.match === match).map(({ userId }) => userId))].sort();

  viewersNow = (tournamentId: string): number =>
    new Set(
      this.#watches.filter(({ match }) => match.tournamentId === tournamentId).map(({ userId }) => userId),
    ).size;

  peak = (id: string): number => this.#peaks.get(id) ?? 0;

  take(match: MatchKey, userId: string, grant: Grant, freeLimit: number, isLapsed: boolean): Grant | null {
    const held = this.#held(match, userId);
    if (held?.grant.role === grant.role) {
      held.isLapsed = isLapsed;
      return held.grant;
    }
    const free = this.#grants.filter(
      (other) => other.match === match && other.grant.isFree && !other.isLapsed,
    );
    if (grant.isFree && free.length >= freeLimit) return null;
    this.#grants = this.#grants.filter((other) => other.match !== match || other.userId !== userId);
    this.#grants.push({ match, userId, grant, isLapsed });
    return grant;
  }

  keep(match: MatchKey, userIds: string[], process: string, lapses: Lapses) {
    const kept = userIds.filter((userId) => this.#held(match, userId));
    const { countChanged } = this.#changing(match, () => {
      this.#drop(match, kept, process);
      this.#watches.push(
        ...kept.map((userId) => ({ match, userId, process, isLapsed: lapses.watch ?? false })),
      );
    });
    for (const userId of kept)
      Object.assign(this.#held(match, userId) ?? {}, { isLapsed: lapses.grant ?? false });
    for (const [id, count] of [
      [match.matchId, this.viewers(match).length],
      [match.tournamentId, this.viewersNow(match.tournamentId)],
    ] as const)
      this.#peaks.set(id, Math.max(this.peak(id), count));
    return { countChanged, lost: userIds.filter((userId) => !kept.includes(userId)) };
  }

  leave = (match: MatchKey, userIds: string[], process: string) =>
    this.#changing(match, () => this.#drop(match, userIds, process));

  revoke = (match: MatchKey, userIds: string[]) =>
    this.#changing(match, () => {
      this.#grants = this.#grants.filter((held) => held.match !== match || !userIds.includes(held.userId));
      this.#drop(match, userIds);
    });

  end(match: MatchKey): void {
    this.#grants = this.#grants.filter((held) => held.match !== match);
    this.#watches = this.#watches.filter((watch) => watch.match !== match);
  }

  /** Who is found gone from each match. */
  sweep(matches: MatchKey[]): string[][] {
    const before = matches.map(this.viewers);
    this.#watches = this.#watches.filter(({ isLapsed }) => !isLapsed);
    return matches.map((match, index) =>
      (before[index] ?? []).filter((userId) => !this.viewers(match).includes(userId)),
    );
  }

  #drop(match: MatchKey, userIds: string[], process?: string): void {
    this.#watches = this.#watches.filter(
      (watch) =>
        watch.match !== match ||
        !userIds.includes(watch.userId) ||
        (process !== undefined && watch.process !== process),
    );
  }

  #changing(match: MatchKey, act: () => void) {
    const before = this.viewers(match).length;
    act();
    return { countChanged: this.viewers(match).length !== before };
  }
}
