import type { App } from '../app.ts';
import { raisePeaks } from '../db/match-store.ts';
import type { MatchKey, Presence } from '../presence/presence.ts';

/**
 * Remembers the most people that have watched a match at once, and its tournament, for longer than presence does; where
 * they have not become more since, nothing is stored.
 */
export async function raisePeaksOf(
  { db, presence }: Pick<App, 'db' | 'presence'>,
  match: MatchKey,
  { now: { matchPeak, tournamentPeak }, told }: Awaited<ReturnType<Presence['figures']>>,
): Promise<void> {
  if (matchPeak <= (told.matchPeak ?? 0) && tournamentPeak <= (told.tournamentPeak ?? 0)) return;
  await raisePeaks(db, match, { ofMatch: matchPeak, ofTournament: tournamentPeak });
  await presence.noteTold(match, { matchPeak, tournamentPeak });
}
