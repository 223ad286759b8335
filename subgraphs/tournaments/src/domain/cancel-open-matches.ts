import { appendEvents, type MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { cancelMatchesIn } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import type { MatchRow } from '../db/schema.ts';
import { matchCanceled } from './match-events.ts';
import { OPEN_MATCH_STATUSES } from './match-status.ts';
import { withTeams } from './told-match.ts';

/**
 * Calls every match off that is still open in a tournament, which is locked and ends, and tells so.
 * @returns those called off, for whoever watches to be told of them after the commit
 */
export async function cancelOpenMatches(
  tx: Queryable<typeof schema>,
  tournamentId: string,
  reason: string | null,
  headers: MessageHeaders,
): Promise<MatchRow[]> {
  const canceled = await cancelMatchesIn(tx, tournamentId, OPEN_MATCH_STATUSES, reason);
  await appendEvents(tx, (await withTeams(tx, canceled)).map(matchCanceled), headers);
  return canceled;
}
