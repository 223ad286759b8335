import { NotFound } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findTournaments } from '../db/tournament-store.ts';

/**
 * What a tournament is called.
 * @throws NotFound
 */
export async function tournamentName({ db }: App, id: string): Promise<string> {
  const [tournament] = await findTournaments(db, [id]);
  if (!tournament) throw new NotFound('Tournament');
  return tournament.name;
}
