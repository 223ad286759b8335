import type { AttendanceRow, Revocation } from '../db/schema.ts';
import type { MatchKey } from '../presence/presence.ts';

/** People who are admitted to a match no more. */
export type Revoked = {
  match: MatchKey;
  userIds: string[];
  revocation: Revocation;
  /** why they were kicked, as the staff put it */
  reason: string | null;
};

/** Admissions that have just been revoked, those of one match as one. */
export function revoked(rows: readonly AttendanceRow[], reason: string | null = null): Revoked[] {
  const byMatch = new Map<string, Revoked>();
  for (const { matchId, tournamentId, userId, revocation } of rows) {
    if (revocation === null) continue;
    const match = { matchId, tournamentId };
    const one = byMatch.get(matchId) ?? { match, userIds: [], revocation, reason };
    byMatch.set(matchId, one);
    one.userIds.push(userId);
  }
  return [...byMatch.values()];
}
