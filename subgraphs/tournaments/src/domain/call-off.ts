import type { ArenaEvent } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { cancelMatches } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import type { MatchRow } from '../db/schema.ts';
import { matchCanceled } from './match-events.ts';

/** Calls matches off that a bracket has no use for any more; what tells of it. */
export async function callOff(
  tx: Queryable<typeof schema>,
  matches: readonly MatchRow[],
  reason: string,
): Promise<ArenaEvent[]> {
  const ids = matches.map(({ id }) => id);
  return ids.length > 0 ? (await cancelMatches(tx, ids, reason)).map(matchCanceled) : [];
}
