import type { ArenaEvent } from '@arena/events';
import { grouped, type Queryable } from '@arena/subgraph-kit';
import { insertMatches } from '../../db/match-store.ts';
import { insertOpponents } from '../../db/opponent-store.ts';
import type * as schema from '../../db/schema.ts';
import { matchCreated } from '../match-events.ts';
import { teamIdsOf } from '../told-match.ts';
import type { Planned } from './plan-matches.ts';

/** Stores new matches of a bracket; what tells of them. */
export async function storeMatches(
  tx: Queryable<typeof schema>,
  { matches, opponents }: Planned,
): Promise<ArenaEvent[]> {
  await insertMatches(tx, matches);
  await insertOpponents(tx, opponents);
  const teamsOf = grouped(
    matches.map(({ id }) => id),
    opponents,
    ({ matchId }) => matchId,
  );
  return matches.map((match, index) => matchCreated({ ...match, teamIds: teamIdsOf(teamsOf[index] ?? []) }));
}
