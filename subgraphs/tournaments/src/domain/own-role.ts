import type { Loaders } from '../loaders.ts';
import { roleFrom, type TournamentRole } from './tournament-role.ts';

/** What the caller is in a tournament; null for a stranger. */
export async function ownRole(loaders: Loaders, tournamentId: string): Promise<TournamentRole | null> {
  const [staffRole, team] = await Promise.all([
    loaders.ownStaffRole.load(tournamentId),
    loaders.ownTeam.load(tournamentId),
  ]);
  return roleFrom(staffRole, team);
}
