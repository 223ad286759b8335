import { newId } from '@arena/subgraph-kit';
import type { MatchRow, OpponentRow } from '../db/schema.ts';

/** The opponents of a new match in the order they are named; null for a team that is not known yet. */
export const newOpponents = (
  { id, tournamentId }: Pick<MatchRow, 'id' | 'tournamentId'>,
  teamIds: readonly (string | null)[],
): OpponentRow[] =>
  teamIds.map((teamId, index) => ({
    id: newId(),
    matchId: id,
    tournamentId,
    teamId,
    position: index + 1,
    score: null,
    isWinner: false,
  }));
