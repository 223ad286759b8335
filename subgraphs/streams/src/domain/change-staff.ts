import type { EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { revokeAttendances } from '../db/attendance-store.ts';
import type * as schema from '../db/schema.ts';
import { replaceStaff } from '../db/staff-store.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';
import { isNewer } from './revisions.ts';
import { revoked, type Revoked } from './revoked.ts';

/** Takes note of who runs a tournament, unless something newer is known. Who does so no longer is not admitted as staff. */
export async function changeStaff(
  tx: Queryable<typeof schema>,
  { tournamentId, revision, staff }: EventPayload<'tournaments.staff-changed'>,
): Promise<Revoked[]> {
  const { staffRevision } = await lockTournament(tx, tournamentId);
  if (!isNewer(revision, staffRevision)) return [];
  const staffBut = staff.map(({ userId }) => userId);
  await updateTournament(tx, tournamentId, { staffRevision: revision });
  await replaceStaff(tx, tournamentId, staffBut);
  return revoked(await revokeAttendances(tx, { tournamentId, staffBut }, 'ROLE_LOST'));
}
