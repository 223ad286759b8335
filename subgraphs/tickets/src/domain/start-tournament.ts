import type { Queryable } from '@arena/subgraph-kit';
import { withdrawOffersOf } from '../db/offer-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';

/** Closes the participant sale of a tournament that has started, and the offers of its tickets. */
export async function startTournament(tx: Queryable<typeof schema>, tournamentId: string): Promise<void> {
  const { status } = await lockTournament(tx, tournamentId);
  if (status !== 'PENDING') return;
  await updateTournament(tx, tournamentId, { status: 'ONGOING' });
  await withdrawOffersOf(tx, tournamentId);
}
