import { Conflict, idSchema, newId, parseArguments, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { isBanned } from '../db/ban-store.ts';
import type { StaffRow, TournamentRow } from '../db/schema.ts';
import { findStaff, insertStaff } from '../db/staff-store.ts';
import { findTeamsOfPlayer } from '../db/team-store.ts';
import { particulars } from './change-detail.ts';
import { changeTournament } from './change-tournament.ts';
import { recordChange } from './record-change.ts';
import { tellStaffChanged } from './staff-change.ts';
import { OPEN_STATUSES } from './tournament-status.ts';

const MAX_SUBADMINS = 2;

const schema = z.object({ tournamentId: idSchema, userId: idSchema });

/** Whether the person is to be appointed; false when already SUBADMIN. */
function isNew(staff: readonly StaffRow[], userId: string): boolean {
  const role = staff.find((row) => row.userId === userId)?.role;
  if (role === 'ADMIN') throw new Conflict('INVALID_STATE', 'The ADMIN cannot become SUBADMIN');
  if (role === 'SUBADMIN') return false;
  if (staff.filter((row) => row.role === 'SUBADMIN').length >= MAX_SUBADMINS) {
    throw new Conflict('LIMIT_REACHED', `A tournament has at most ${MAX_SUBADMINS} SUBADMINs`);
  }
  return true;
}

/**
 * Makes a person SUBADMIN of a tournament; who is one already stays one.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF, NOT_ADMIN),
 *   Conflict (INVALID_STATE, LIMIT_REACHED, IS_PARTICIPANT, BANNED)
 */
export async function addSubadmin(
  app: App,
  caller: Caller,
  args: z.input<typeof schema>,
): Promise<TournamentRow> {
  const { userId: callerId } = requireSignedIn(caller);
  const { tournamentId, userId } = parseArguments(schema, args);
  const rule = { by: 'ADMIN', in: OPEN_STATUSES } as const;
  return changeTournament(app, callerId, tournamentId, rule, async (tx, tournament) => {
    const [staff = []] = await findStaff(tx, [tournamentId]);
    if (!isNew(staff, userId)) return tournament;
    const [team] = await findTeamsOfPlayer(tx, userId, [tournamentId]);
    if (team) throw new Conflict('IS_PARTICIPANT', 'Who plays in a tournament cannot be its staff');
    if (await isBanned(tx, tournamentId, userId)) {
      throw new Conflict('BANNED', 'Who is banned from a tournament cannot be its staff');
    }
    await insertStaff(tx, { id: newId(), tournamentId, userId, role: 'SUBADMIN' });
    const detail = particulars({ userId });
    await recordChange(tx, { tournamentId, at: app.now(), by: callerId, action: 'SUBADMIN_ADDED', detail });
    return tellStaffChanged(tx, tournament, caller);
  });
}
