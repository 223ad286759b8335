import { NotFound, type Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import type { TournamentRow, TournamentStatus } from '../db/schema.ts';
import { findStaffRoles } from '../db/staff-store.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { requireStaffRole, type Authority } from './staff-role.ts';
import { tellTournamentUpdated } from './tell-tournament-updated.ts';
import { requireStatus } from './tournament-status.ts';

/** Who may make a change, and in which statuses of the tournament. */
export type ChangeRule = { by: Authority; in: readonly TournamentStatus[] };

type Change = (tx: Queryable<typeof schema>, tournament: TournamentRow) => Promise<TournamentRow>;

/**
 * Makes a change that is left to staff, in one transaction that holds the tournament's row: of two changes
 * at once the second sees what the first has done. Whoever watches the tournament is told.
 * @returns the tournament as `change` leaves it
 * @throws NotFound, Forbidden (NOT_STAFF, NOT_ADMIN), Conflict (INVALID_STATE)
 */
export async function changeTournament(
  app: App,
  userId: string,
  tournamentId: string,
  rule: ChangeRule,
  change: Change,
): Promise<TournamentRow> {
  const changed = await app.transact(async (tx) => {
    const tournament = await lockTournament(tx, tournamentId);
    if (!tournament) throw new NotFound('Tournament');
    const [role] = await findStaffRoles(tx, userId, [tournamentId]);
    requireStaffRole(role, rule.by);
    requireStatus(tournament.status, rule.in);
    return change(tx, tournament);
  });
  tellTournamentUpdated(app, tournamentId);
  return changed;
}
