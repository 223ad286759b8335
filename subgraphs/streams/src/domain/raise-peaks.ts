import type { App } from '../app.ts';
import { raisePeaks } from '../db/match-store.ts';
import type { MatchKey } from '../presence/presence.ts';

/** Remembers the most people that have watched a match at once, and its tournament, for longer than presence does. */
export async function raisePeaksOf(
  { db, presence }: Pick<App, 'db' | 'presence'>,
  match: MatchKey,
): Promise<void> {
  const [ofMatch, [audience]] = await Promise.all([
    presence.peak(match),
    presence.audiences([match.tournamentId]),
  ]);
  await raisePeaks(db, match, { ofMatch, ofTournament: audience?.peakViewers ?? 0 });
}
