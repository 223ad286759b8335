import type { TeamRow } from '../db/schema.ts';
import { existing, type Loaders } from '../loaders.ts';

/** The team that won a match; null while there is none, and for a draw. */
export async function winnerOf(loaders: Loaders, matchId: string): Promise<TeamRow | null> {
  const winner = (await loaders.opponentsOf.load(matchId)).find(({ isWinner }) => isWinner);
  return winner?.teamId ? existing(loaders.teamById.load(winner.teamId)) : null;
}
