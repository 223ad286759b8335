import type { OpponentRow, TeamRow } from '../db/schema.ts';
import { existing, type Loaders } from '../loaders.ts';

/** Which of these opponents has won; null while none has, and for a draw. */
export const winnerIdOf = (opponents: readonly OpponentRow[]): string | null =>
  opponents.find(({ isWinner }) => isWinner)?.teamId ?? null;

/** The team that won a match; null while there is none, and for a draw. */
export async function winnerOf(loaders: Loaders, matchId: string): Promise<TeamRow | null> {
  const winnerId = winnerIdOf(await loaders.opponentsOf.load(matchId));
  return winnerId === null ? null : existing(loaders.teamById.load(winnerId));
}
