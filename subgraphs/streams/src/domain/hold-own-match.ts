import type { Queryable } from '@arena/subgraph-kit';
import type { KnownMatch } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import { holdTournament } from '../db/tournament-store.ts';
import { requireMatch, requireOpen, requireStaff } from './require-match.ts';

/**
 * A match of a tournament that the person runs, which stays as it is until the transaction ends.
 * @throws NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE) when it is over
 */
export async function holdOwnMatch(
  tx: Queryable<typeof schema>,
  matchId: string,
  userId: string,
): Promise<KnownMatch> {
  const { tournamentId } = await requireMatch(tx, matchId);
  await holdTournament(tx, tournamentId);
  const match = await requireMatch(tx, matchId);
  await requireStaff(tx, tournamentId, userId);
  requireOpen(match);
  return match;
}
