import type { EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import { replaceStaff } from '../db/staff-store.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';

/** Takes note of a new tournament. What other events have told of it already stays. */
export async function openTournament(
  tx: Queryable<typeof schema>,
  { tournamentId, organizerId, viewerPriceMinor }: EventPayload<'tournaments.created'>,
): Promise<void> {
  const known = await lockTournament(tx, tournamentId);
  if (known.viewerPriceMinor !== null) return;
  await updateTournament(tx, tournamentId, { viewerPriceMinor });
  if (known.staffRevision === null) await replaceStaff(tx, tournamentId, [organizerId]);
}
