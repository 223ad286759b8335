import type { BanRow } from '../db/schema.ts';
import type { Loaders } from '../loaders.ts';

/** Who is banned from a tournament, the last banned first; null for a caller who is not its staff. */
export async function listBans(loaders: Loaders, tournamentId: string): Promise<BanRow[] | null> {
  if (!(await loaders.ownStaffRole.load(tournamentId))) return null;
  return loaders.bansOf.load(tournamentId);
}
