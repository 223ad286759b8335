import { appendEvents } from '@arena/events';
import {
  Conflict,
  idSchema,
  newId,
  parseInput,
  requireSignedIn,
  textSchema,
  type Caller,
} from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { insertBan } from '../db/ban-store.ts';
import type { TournamentRow } from '../db/schema.ts';
import { findStaffRoles } from '../db/staff-store.ts';
import { deletePlaceOf } from '../db/team-member-store.ts';
import { updateTournament } from '../db/tournament-store.ts';
import { particulars } from './change-detail.ts';
import { changeTournament } from './change-tournament.ts';
import { recordChange } from './record-change.ts';
import { seatWaiting } from './seat-waiting.ts';
import { OPEN_STATUSES } from './tournament-status.ts';

const schema = z.object({
  tournamentId: idSchema,
  userId: idSchema,
  reason: textSchema(1, 500),
  refund: z.boolean(),
});

/**
 * Bans a person from a tournament: they leave their team, and whoever waits for a place gets it. Who is banned
 * already stays so, for the first reason. Staff are not banned: a SUBADMIN is removed first.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE, IS_STAFF)
 */
export async function banFromTournament(
  app: App,
  caller: Caller,
  input: z.input<typeof schema>,
): Promise<TournamentRow> {
  const { userId: callerId } = requireSignedIn(caller);
  const { tournamentId, userId, reason, refund } = parseInput(schema, input, 'input');
  const rule = { by: 'STAFF', in: OPEN_STATUSES } as const;
  return changeTournament(app, callerId, tournamentId, rule, async (tx, tournament) => {
    const [role] = await findStaffRoles(tx, userId, [tournamentId]);
    if (role) throw new Conflict('IS_STAFF', 'The staff of a tournament cannot be banned from it');
    const at = app.now();
    const ban = { id: newId(), tournamentId, userId, reason, bannedById: callerId, createdAt: at };
    if (!(await insertBan(tx, ban))) return tournament;
    await deletePlaceOf(tx, tournamentId, userId);
    await seatWaiting(app, tx, tournament, caller);
    const revision = tournament.banRevision + 1;
    const payload = { tournamentId, userId, revision, refund };
    await appendEvents(tx, [{ name: 'tournaments.person-banned', payload }], caller);
    const detail = particulars({ userId, reason });
    await recordChange(tx, { tournamentId, at, by: callerId, action: 'PERSON_BANNED', detail });
    return updateTournament(tx, tournamentId, { banRevision: revision });
  });
}
