import type { EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { revokeAttendances } from '../db/attendance-store.ts';
import { recordBan } from '../db/ban-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { revoked, type Revoked } from './revoked.ts';

/** Takes a person who is banned from a tournament out of all its matches. A ban that has been lifted since does nothing. */
export async function banPerson(
  tx: Queryable<typeof schema>,
  { tournamentId, userId, revision }: EventPayload<'tournaments.person-banned'>,
): Promise<Revoked[]> {
  await lockTournament(tx, tournamentId);
  if (!(await recordBan(tx, { tournamentId, userId, revision, isBanned: true }))) return [];
  return revoked(await revokeAttendances(tx, { tournamentId, userId }, 'BANNED'));
}
