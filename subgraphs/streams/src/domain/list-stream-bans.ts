import type { StreamBanRow } from '../db/schema.ts';
import type { Loaders } from '../loaders.ts';

/** Who was kicked from a match, the last kicked first; null for a caller who does not run its tournament. */
export async function listStreamBans(loaders: Loaders, matchId: string): Promise<StreamBanRow[] | null> {
  if (!(await loaders.ownMatch.load(matchId))) return null;
  return loaders.streamBansOf.load(matchId);
}
