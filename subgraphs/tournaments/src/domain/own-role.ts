import type { Loaders } from '../loaders.ts';

/** What the caller is in a tournament; null for a stranger. */
export async function ownRole(
  loaders: Loaders,
  tournamentId: string,
): Promise<'ADMIN' | 'SUBADMIN' | 'PARTICIPANT' | null> {
  const [staffRole, team] = await Promise.all([
    loaders.ownStaffRole.load(tournamentId),
    loaders.ownTeam.load(tournamentId),
  ]);
  return staffRole ?? (team ? 'PARTICIPANT' : null);
}
