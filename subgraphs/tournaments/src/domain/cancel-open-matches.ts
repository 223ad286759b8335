import { appendEvents, type MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { cancelMatchesIn } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import type { MatchRow } from '../db/schema.ts';
import { matchCanceled, matchCanceledWithTournament } from './match-events.ts';
import { OPEN_MATCH_STATUSES } from './match-status.ts';
import { withTeams } from './told-match.ts';

/** How a tournament ends: called off, for a reason that its matches share, or over. */
type Ending = { isCalledOff: boolean; reason: string | null; headers: MessageHeaders };

/**
 * Calls every match off that is still open in a tournament, which is locked and ends, and tells so.
 * @returns those called off, for whoever watches to be told of them after the commit
 */
export async function cancelOpenMatches(
  tx: Queryable<typeof schema>,
  tournamentId: string,
  { isCalledOff, reason, headers }: Ending,
): Promise<MatchRow[]> {
  const canceled = await cancelMatchesIn(tx, tournamentId, OPEN_MATCH_STATUSES, reason);
  const told = isCalledOff ? matchCanceledWithTournament : matchCanceled;
  await appendEvents(tx, (await withTeams(tx, canceled)).map(told), headers);
  return canceled;
}
