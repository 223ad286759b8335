import type { Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';

/** Closes the participant sale of a tournament whose teams are settled; offers of its tickets go on until it starts. */
export async function closeRoster(tx: Queryable<typeof schema>, tournamentId: string): Promise<void> {
  await lockTournament(tx, tournamentId);
  await updateTournament(tx, tournamentId, { rosterClosed: true });
}
