import type { EventPayload, MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { recordMatchEnd } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { useUpViews } from '../db/view-store.ts';
import { releaseViews } from './release-views.ts';

/** Uses up the viewer tickets of a match that is over, and ends the holds on others. */
export async function finishMatch(
  tx: Queryable<typeof schema>,
  { matchId, tournamentId }: EventPayload<'matches.finished'>,
  headers: MessageHeaders,
): Promise<void> {
  await lockTournament(tx, tournamentId);
  if (!(await recordMatchEnd(tx, matchId, 'FINISHED'))) return;
  await useUpViews(tx, matchId);
  await releaseViews(tx, matchId, headers);
}
