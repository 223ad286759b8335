import type { Loaders } from '../loaders.ts';

export type ShownAudience = { viewersNow: number; peakViewers: number; uniqueViewers: number };

/** How many people watch the matches of a tournament, for its staff; null for others. */
export async function showAudience(loaders: Loaders, tournamentId: string): Promise<ShownAudience | null> {
  if (!(await loaders.runsTournament.load(tournamentId))) return null;
  const [present, peakViewers, uniqueViewers] = await Promise.all([
    loaders.audienceOf.load(tournamentId),
    loaders.peakOf.load(tournamentId),
    loaders.uniqueViewersOf.load(tournamentId),
  ]);
  // what has been stored is older than what presence remembers, and is remembered for longer
  return { ...present, peakViewers: Math.max(present.peakViewers, peakViewers), uniqueViewers };
}
