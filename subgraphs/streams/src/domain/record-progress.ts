import type { EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { findMatches, recordMatch, type KnownMatch } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import type { MatchStatus } from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';

/** A match before and after an event of it. */
export type Progress = { before: KnownMatch | null; after: KnownMatch };

/** Takes note of how far a match has come, unless it has come further already. */
export async function recordProgress(
  tx: Queryable<typeof schema>,
  { matchId, tournamentId }: Pick<EventPayload<'matches.started'>, 'matchId' | 'tournamentId'>,
  status: MatchStatus,
): Promise<Progress> {
  await lockTournament(tx, tournamentId);
  const [before = null] = await findMatches(tx, [matchId]);
  await recordMatch(tx, { id: matchId, tournamentId, status });
  const [after] = await findMatches(tx, [matchId]);
  if (!after) throw new Error(`Match ${matchId} is gone`);
  return { before, after };
}

/** Whether a match has begun to be played, and is not over. */
export const isLive = ({ status, isOver }: KnownMatch): boolean => status === 'ONGOING' && !isOver;
