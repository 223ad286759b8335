import type { ArenaEvent } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import type { TournamentRow } from '../db/schema.ts';
import { updateTournament } from '../db/tournament-store.ts';

/**
 * Settles the teams of a tournament that has not started: nobody buys a seat or joins a team any more.
 * @returns the tournament as it is then, and what tells of it; nothing where they are settled already
 */
export async function closeRoster(
  tx: Queryable<typeof schema>,
  tournament: TournamentRow,
  now: Date,
): Promise<[TournamentRow, ArenaEvent[]]> {
  const { id: tournamentId, status, rosterClosedAt } = tournament;
  if (status !== 'PENDING' || rosterClosedAt) return [tournament, []];
  const closed = await updateTournament(tx, tournamentId, { rosterClosedAt: now });
  return [closed, [{ name: 'tournaments.roster-closed', payload: { tournamentId } }]];
}
