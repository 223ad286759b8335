import type { ContestMatch } from '../../db/standing-store.ts';
import { tally } from './tally.ts';
import { intoTiers, type Tiers } from './tiers.ts';

/** All teams that play in these matches, by points, then matches won, then score difference, then scores made. */
export function rankByResults(matches: readonly ContestMatch[]): Tiers {
  const inAll = tally(matches);
  const teamIds = new Set(matches.flatMap(({ parts }) => parts.map(({ teamId }) => teamId)));
  return intoTiers([...teamIds], (teamId) => {
    const { points, won, difference, scored } = inAll(teamId);
    return [points, won, difference, scored];
  });
}
