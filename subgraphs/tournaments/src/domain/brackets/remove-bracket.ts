import type { ArenaEvent } from '@arena/events';
import { Conflict, type Queryable } from '@arena/subgraph-kit';
import { deleteBracket } from '../../db/bracket-store.ts';
import { deleteMatches, findMatchesOfBracket } from '../../db/match-store.ts';
import type * as schema from '../../db/schema.ts';
import type { BracketRow } from '../../db/schema.ts';
import { matchCanceled } from '../match-events.ts';
import { STARTED_MATCH_STATUSES } from '../match-status.ts';
import { withTeams } from '../told-match.ts';

/**
 * Removes a bracket with its matches, none of which has started.
 * @returns what tells that the matches will not take place
 * @throws Conflict BRACKET_STARTED
 */
export async function removeBracket(
  tx: Queryable<typeof schema>,
  { id, name }: BracketRow,
): Promise<ArenaEvent[]> {
  const matches = await findMatchesOfBracket(tx, id);
  if (matches.some(({ status }) => STARTED_MATCH_STATUSES.includes(status))) {
    throw new Conflict('BRACKET_STARTED', `A match of the bracket “${name}” has started`);
  }
  const told = await withTeams(tx, matches);
  await deleteMatches(
    tx,
    matches.map((match) => match.id),
  );
  await deleteBracket(tx, id);
  return told.map(matchCanceled);
}
