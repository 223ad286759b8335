/** The match that presence is about, with its tournament, beside which it is kept. */
export type MatchKey = { matchId: string; tournamentId: string };

export type StreamRole = 'PARTICIPANT' | 'VIEWER' | 'STAFF';

/** What entitles somebody to the streams of a match for a while. */
export type Grant = {
  role: StreamRole;
  /** whether it takes one of the places that a free match has for those without a ticket */
  isFree: boolean;
  grantedAt: Date;
};

/** What a change did: whether the number of people watching is another now. */
export type Counted = { countChanged: boolean };

/** Who watched a match until a sweep found that nobody keeps them. */
export type Lapsed = MatchKey & { userIds: string[] };

export type Audience = { viewersNow: number; peakViewers: number };

/**
 * Who may watch and who is watching at this moment: in Redis, or within one process by its twin. All of it lapses by
 * itself, so that whatever becomes of a process, its viewers are gone soon. Each method rejects with
 * SubgraphUnavailable when presence cannot be asked; what was to be changed may have been changed or not then.
 */
export type Presence = {
  /**
   * Gives a grant, which lapses after the time of a grant unless somebody keeps it. Whoever has one of the same role
   * keeps it as it is, for that time again. Null when it is free and `freeLimit` people have one.
   */
  take: (match: MatchKey, userId: string, grant: Grant, freeLimit: number) => Promise<Grant | null>;
  /** What grant a person has of each match. */
  findGrants: (userId: string, matches: readonly MatchKey[]) => Promise<(Grant | null)[]>;
  /**
   * Counts people as watching by this process, and renews their grants; harmless when repeated.
   * @returns those who hold no grant any more, and so are not counted
   */
  keep: (match: MatchKey, userIds: readonly string[]) => Promise<Counted & { lost: string[] }>;
  /** They no longer watch by this process; a grant lasts for its time. */
  leave: (match: MatchKey, userIds: readonly string[]) => Promise<Counted>;
  /** Takes their grants away and no longer counts them, whatever process they watch by. */
  revoke: (match: MatchKey, userIds: readonly string[]) => Promise<Counted>;
  /** Forgets all about a match that is over. */
  end: (match: MatchKey) => Promise<void>;
  /** How many people watch each match, in one round trip. */
  counts: (matches: readonly MatchKey[]) => Promise<number[]>;
  /** The most people that have watched a match at once, as long as it is remembered: a day. */
  peak: (match: MatchKey) => Promise<number>;
  /** How many different people watch matches of each tournament, and the most that have at once, as long as that is remembered. */
  audiences: (tournamentIds: readonly string[]) => Promise<Audience[]>;
  /** People watching, by their ids, at most `limit` of those that follow `after`. */
  viewers: (match: MatchKey, page: { limit: number; after: string | null }) => Promise<string[]>;
  /** Removes what has lapsed; who is no longer counted is told to one sweep alone, whatever processes sweep. */
  sweep: () => Promise<Lapsed[]>;
  /** Whether it falls to the caller to tell of a match's count now: once within `withinMs` (> 0), among all processes. */
  claimTelling: (match: MatchKey, withinMs: number) => Promise<boolean>;
  close: () => Promise<void>;
};

export type PresenceTimes = {
  /** how long somebody is counted whom nobody keeps */
  watchTtlMs: number;
  /** how long a grant lasts that nobody keeps; longer than somebody is counted */
  grantTtlMs: number;
};

/** For how long the most people at once are remembered. */
export const PEAK_KEPT_MS = 86_400_000;
