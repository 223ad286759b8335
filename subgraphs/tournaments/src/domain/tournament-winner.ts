import type { TeamRow, TournamentRow } from '../db/schema.ts';
import { existing, type Loaders } from '../loaders.ts';
import { championOf } from './standings/champion.ts';

/** The team that has won a tournament; null until that is decided. */
export async function tournamentWinner(
  loaders: Loaders,
  { id, status }: Pick<TournamentRow, 'id' | 'status'>,
): Promise<TeamRow | null> {
  const teamId = championOf(await loaders.contestOf.load(id), status);
  return teamId === null ? null : existing(loaders.teamById.load(teamId));
}
