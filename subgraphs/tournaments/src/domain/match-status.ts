import { Conflict } from '@arena/subgraph-kit';
import { matchStatus, type MatchStatus } from '../db/schema.ts';
import type { MatchCounts } from '../db/match-store.ts';

/** The statuses of a match that is still to be played to its end. */
export const OPEN_MATCH_STATUSES: readonly MatchStatus[] = ['PENDING', 'ONGOING'];

/** The statuses of a match that is being played or has been. */
export const STARTED_MATCH_STATUSES: readonly MatchStatus[] = ['ONGOING', 'FINISHED'];

/** @throws Conflict INVALID_STATE when the match is in none of these statuses */
export function requireMatchStatus(status: MatchStatus, allowed: readonly MatchStatus[]): void {
  if (allowed.includes(status)) return;
  throw new Conflict('INVALID_STATE', `The match is ${status}; this needs it ${allowed.join(' or ')}`);
}

/** How many matches are in one of these statuses; in any where none is given. */
export const countIn = (counts: MatchCounts, statuses: readonly MatchStatus[]): number =>
  (statuses.length > 0 ? statuses : matchStatus.enumValues).reduce(
    (sum, status) => sum + (counts[status] ?? 0),
    0,
  );
