import { NotFound, parseId } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findTournaments } from '../db/tournament-store.ts';
import { matchUpdated } from '../live/topics.ts';

/**
 * Tells of every new match of a tournament and every change to one from now on, until it is returned.
 * @throws BadUserInput, NotFound
 */
export async function watchMatches(
  { db, live }: App,
  tournamentId: string,
): Promise<AsyncIterableIterator<{ matchId: string }>> {
  const id = parseId(tournamentId, 'tournamentId');
  const [tournament] = await findTournaments(db, [id]);
  if (!tournament) throw new NotFound('Tournament');
  return live.subscribe(matchUpdated, id);
}
