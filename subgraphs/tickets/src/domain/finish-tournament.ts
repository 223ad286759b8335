import type { Queryable } from '@arena/subgraph-kit';
import { withdrawOffersOf } from '../db/offer-store.ts';
import type * as schema from '../db/schema.ts';
import { cancelUnsold, useUpSeats } from '../db/seat-store.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';
import { isOver } from './known-tournament.ts';

/** Uses up the participant tickets of a tournament that is over, and cancels the seats nobody has bought. */
export async function finishTournament(tx: Queryable<typeof schema>, tournamentId: string): Promise<void> {
  if (isOver(await lockTournament(tx, tournamentId))) return;
  await updateTournament(tx, tournamentId, { status: 'FINISHED' });
  await useUpSeats(tx, tournamentId);
  await cancelUnsold(tx, tournamentId, ['PARTICIPANT']);
  await withdrawOffersOf(tx, tournamentId);
}
