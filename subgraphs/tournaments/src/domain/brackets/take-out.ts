import type { Queryable } from '@arena/subgraph-kit';
import { cancelBracketMatches } from '../../db/match-store.ts';
import type * as schema from '../../db/schema.ts';
import type { MatchRow } from '../../db/schema.ts';
import { matchCanceled } from '../match-events.ts';
import { withTeams } from '../told-match.ts';
import { NO_CHANGE, type BracketChange } from './bracket-change.ts';

/** Calls matches off that their bracket has no use for any more, and takes them out of it. */
export async function takeOut(
  tx: Queryable<typeof schema>,
  matches: readonly MatchRow[],
  reason: string,
): Promise<BracketChange> {
  if (matches.length === 0) return NO_CHANGE;
  const ids = matches.map(({ id }) => id);
  const canceled = await cancelBracketMatches(tx, ids, reason);
  return { matches: canceled, events: (await withTeams(tx, canceled)).map(matchCanceled) };
}
