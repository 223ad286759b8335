import type { Queryable } from '@arena/subgraph-kit';
import { findOpponents } from '../db/opponent-store.ts';
import type * as schema from '../db/schema.ts';
import type { MatchRow, OpponentRow } from '../db/schema.ts';

/** What every event of a match tells: which it is, and who meets in it as far as that is known. */
export type ToldMatch = Pick<MatchRow, 'id' | 'tournamentId'> & { teamIds: string[] };

/** The teams among these opponents that are known. */
export const teamIdsOf = (opponents: readonly OpponentRow[]): string[] =>
  opponents.flatMap(({ teamId }) => teamId ?? []);

/** Matches with who meets in them at this moment. */
export async function withTeams<Match extends Pick<MatchRow, 'id'>>(
  tx: Queryable<typeof schema>,
  matches: readonly Match[],
): Promise<(Match & { teamIds: string[] })[]> {
  if (matches.length === 0) return [];
  const opponents = await findOpponents(
    tx,
    matches.map(({ id }) => id),
  );
  return matches.map((match, index) => ({ ...match, teamIds: teamIdsOf(opponents[index] ?? []) }));
}
