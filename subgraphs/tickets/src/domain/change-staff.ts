import type { EventPayload } from '@arena/events';
import { isNewer, type Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import { replaceStaff } from '../db/staff-store.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';

/** Takes note of who runs a tournament, unless something newer is known. */
export async function changeStaff(
  tx: Queryable<typeof schema>,
  { tournamentId, revision, staff }: EventPayload<'tournaments.staff-changed'>,
): Promise<void> {
  const { staffRevision } = await lockTournament(tx, tournamentId);
  if (!isNewer(revision, staffRevision)) return;
  await updateTournament(tx, tournamentId, { staffRevision: revision });
  await replaceStaff(tx, tournamentId, staff);
}
