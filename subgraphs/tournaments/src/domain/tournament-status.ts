import { Conflict } from '@arena/subgraph-kit';
import type { TournamentStatus } from '../db/schema.ts';

/** The statuses of a tournament that is still to be played to its end. */
export const OPEN_STATUSES: readonly TournamentStatus[] = ['PENDING', 'ONGOING'];

/** @throws Conflict INVALID_STATE when the tournament is in none of these statuses */
export function requireStatus(status: TournamentStatus, allowed: readonly TournamentStatus[]): void {
  if (allowed.includes(status)) return;
  throw new Conflict('INVALID_STATE', `The tournament is ${status}; this needs it ${allowed.join(' or ')}`);
}
