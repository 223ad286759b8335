import { appendEvents, type EventPayload, type MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { recordMatchEnd } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { cancelViews } from '../db/view-store.ts';
import { releaseViews } from './release-views.ts';
import { invalidatedEvent } from './ticket-events.ts';

/**
 * Cancels the viewer tickets of a match that will not take place, and tells of each that somebody had or held: where its
 * tournament is called off that is the reason, whichever of the two is heard of first.
 */
export async function cancelMatch(
  tx: Queryable<typeof schema>,
  { matchId, tournamentId, withTournament }: EventPayload<'matches.canceled'>,
  headers: MessageHeaders,
): Promise<void> {
  await lockTournament(tx, tournamentId);
  if (!(await recordMatchEnd(tx, matchId, 'CANCELED'))) return;
  const canceled = await cancelViews(tx, matchId);
  const reason = withTournament ? 'TOURNAMENT_CANCELED' : 'MATCH_CANCELED';
  await appendEvents(
    tx,
    canceled.map((ticket) => invalidatedEvent(ticket, reason)),
    headers,
  );
  await releaseViews(tx, matchId, headers);
}
