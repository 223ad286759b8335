import { NotFound, type Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import type { TournamentRow, TournamentStatus } from '../db/schema.ts';
import { findStaffRoles } from '../db/staff-store.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { requireStaffRole, type Authority } from './staff-role.ts';
import { requireStatus } from './tournament-status.ts';

/** Who may make a change, and in which statuses of the tournament. */
export type ChangeRule = { by: Authority; in: readonly TournamentStatus[] };

/**
 * Locks a tournament for a change that is left to staff, until the transaction ends: of two changes at once the
 * second sees what the first has done.
 * @throws NotFound, Forbidden (NOT_STAFF, NOT_ADMIN), Conflict (INVALID_STATE)
 */
export async function holdTournament(
  tx: Queryable<typeof schema>,
  userId: string,
  tournamentId: string,
  rule: ChangeRule,
): Promise<TournamentRow> {
  const tournament = await lockTournament(tx, tournamentId);
  if (!tournament) throw new NotFound('Tournament');
  const [role] = await findStaffRoles(tx, userId, [tournamentId]);
  requireStaffRole(role, rule.by);
  requireStatus(tournament.status, rule.in);
  return tournament;
}
