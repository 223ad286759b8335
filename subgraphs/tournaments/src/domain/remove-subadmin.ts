import { Conflict, idSchema, parseArguments, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import type { TournamentRow } from '../db/schema.ts';
import { deleteStaff, findStaffRoles } from '../db/staff-store.ts';
import { particulars } from './change-detail.ts';
import { changeTournament } from './change-tournament.ts';
import { recordChange } from './record-change.ts';
import { seatWaiting } from './seat-waiting.ts';
import { tellStaffChanged } from './staff-change.ts';
import { OPEN_STATUSES } from './tournament-status.ts';

const schema = z.object({ tournamentId: idSchema, userId: idSchema });

/**
 * Takes a person's SUBADMIN role away; for who is not staff nothing changes.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF, NOT_ADMIN), Conflict (INVALID_STATE)
 */
export async function removeSubadmin(
  app: App,
  caller: Caller,
  args: z.input<typeof schema>,
): Promise<TournamentRow> {
  const { userId: callerId } = requireSignedIn(caller);
  const { tournamentId, userId } = parseArguments(schema, args);
  const rule = { by: 'ADMIN', in: OPEN_STATUSES } as const;
  return changeTournament(app, callerId, tournamentId, rule, async (tx, tournament) => {
    const [role] = await findStaffRoles(tx, userId, [tournamentId]);
    if (role === 'ADMIN') throw new Conflict('INVALID_STATE', 'The ADMIN cannot be removed');
    if (!(await deleteStaff(tx, tournamentId, userId))) return tournament;
    const detail = particulars({ userId });
    await recordChange(tx, { tournamentId, at: app.now(), by: callerId, action: 'SUBADMIN_REMOVED', detail });
    const changed = await tellStaffChanged(tx, tournament, caller);
    // a ticket that came while they were staff now gives its place
    await seatWaiting(app, tx, changed, caller);
    return changed;
  });
}
