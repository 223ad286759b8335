import { NotFound, parseId } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findTournaments } from '../db/tournament-store.ts';
import { tournamentUpdated } from '../live/topics.ts';

/**
 * Tells of every change to a tournament from now on, until it is returned.
 * @throws BadUserInput, NotFound
 */
export async function watchTournament(
  { db, live }: App,
  tournamentId: string,
): Promise<AsyncIterableIterator<{ tournamentId: string }>> {
  const id = parseId(tournamentId, 'tournamentId');
  const [tournament] = await findTournaments(db, [id]);
  if (!tournament) throw new NotFound('Tournament');
  return live.subscribe(tournamentUpdated, id);
}
