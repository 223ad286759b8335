import type { App } from '../app.ts';
import type { StaffRole, TeamRow } from '../db/schema.ts';
import { findStaffRoles } from '../db/staff-store.ts';
import { findTeamsOfPlayer } from '../db/team-store.ts';

export type TournamentRole = StaffRole | 'PARTICIPANT';

/** What somebody is who has this staff role and plays in this team. */
export const roleFrom = (
  staffRole: StaffRole | null | undefined,
  team: TeamRow | null | undefined,
): TournamentRole | null => staffRole ?? (team ? 'PARTICIPANT' : null);

/** What a person is in a tournament; null for a stranger, and where there is no such tournament. */
export async function roleOf(app: App, tournamentId: string, userId: string): Promise<TournamentRole | null> {
  const [[staffRole], [team]] = await Promise.all([
    findStaffRoles(app.db, userId, [tournamentId]),
    findTeamsOfPlayer(app.db, userId, [tournamentId]),
  ]);
  return roleFrom(staffRole, team);
}
