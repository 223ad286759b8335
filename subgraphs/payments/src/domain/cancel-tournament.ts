import type { MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';
import { beginCallOff } from './call-off-step.ts';
import type { Change } from './change-checkout.ts';
import { isOver } from './tournament-status.ts';

/**
 * Has the money of a tournament that will not take place go back. What was paid to watch its matches goes back match
 * by match, as each is called off: those that have been played were watched.
 */
export async function cancelTournament(
  app: App,
  tx: Queryable<typeof schema>,
  tournamentId: string,
  headers: MessageHeaders,
): Promise<Change[]> {
  if (isOver(await lockTournament(tx, tournamentId))) return [];
  await updateTournament(tx, tournamentId, { status: 'CANCELED' });
  return beginCallOff(app, tx, { id: tournamentId, kind: 'TOURNAMENT' }, headers);
}
