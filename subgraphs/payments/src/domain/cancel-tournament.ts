import type { MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockAffected } from '../db/affected-checkout-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';
import type { Change } from './change-checkout.ts';
import { callOff } from './pay-back.ts';
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
  const affected = await lockAffected(tx, { types: ['PARTICIPANT_SALE', 'DONATION'], tournamentId });
  return callOff(app, tx, affected, 'TOURNAMENT_CANCELED', headers);
}
