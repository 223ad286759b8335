import type { Queryable } from '@arena/subgraph-kit';
import { findOpenMatches } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';
import type { Progress } from './record-progress.ts';

/** Takes note that a tournament is over, one way or the other, and so are its matches. */
export async function endTournament(tx: Queryable<typeof schema>, tournamentId: string): Promise<Progress[]> {
  const { isOver } = await lockTournament(tx, tournamentId);
  if (isOver) return [];
  const open = await findOpenMatches(tx, tournamentId);
  await updateTournament(tx, tournamentId, { isOver: true });
  return open.map((before) => ({ before, after: { ...before, isOver: true } }));
}
