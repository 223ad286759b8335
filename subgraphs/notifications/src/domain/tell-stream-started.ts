import type { AfterCommit } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { rememberMatch } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import type { News } from './news.ts';
import { startFanOut } from './start-fan-out.ts';

/**
 * Takes note that a match has started or has a stream, and once both is so and it is not over, tells those concerned
 * that they can watch it.
 */
export async function tellStreamStarted(
  app: App,
  tx: Queryable<typeof schema>,
  news: News,
  {
    matchId,
    tournamentId,
    teamIds,
  }: { matchId: string; tournamentId: string; teamIds?: string[] | undefined },
  told: { hasStarted: true } | { hasStream: true },
): Promise<AfterCommit | void> {
  await lockTournament(tx, tournamentId);
  const match = await rememberMatch(
    tx,
    { id: matchId, tournamentId },
    { ...told, ...(teamIds && { teamIds }) },
  );
  if (!match.hasStarted || !match.hasStream || match.isOver) return undefined;
  const telling = {
    kind: 'STREAM_STARTED',
    params: {},
    eventKey: `stream:${matchId}`,
    ...{ tournamentId, matchId },
  } as const;
  return startFanOut(app, tx, news, telling, { toTeams: match.teamIds, toViewers: true });
}
