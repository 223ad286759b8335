import type { Loaders } from '../loaders.ts';
import { standingsOf, type TeamStanding } from './standings/standings.ts';

/** How the teams of a tournament stand, the best first. */
export async function listStandings(loaders: Loaders, tournamentId: string): Promise<TeamStanding[]> {
  return standingsOf(tournamentId, await loaders.contestOf.load(tournamentId));
}
