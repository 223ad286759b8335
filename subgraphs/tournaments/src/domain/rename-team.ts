import {
  Conflict,
  idSchema,
  lineSchema,
  NotFound,
  parseArguments,
  requireSignedIn,
  violatedUnique,
  type Caller,
} from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import type { TeamRow } from '../db/schema.ts';
import { findStaffRoles } from '../db/staff-store.ts';
import { findTeams, findTeamsOfPlayer, updateTeamName } from '../db/team-store.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { differences } from './change-detail.ts';
import { foldCase } from './fold-case.ts';
import { recordChange } from './record-change.ts';
import { requireStaffRole } from './staff-role.ts';
import { tellTournamentUpdated } from './tell-tournament-updated.ts';
import { OPEN_STATUSES, requireStatus } from './tournament-status.ts';

const schema = z.object({ teamId: idSchema, name: lineSchema(1, 50) });

/**
 * Gives a team another name, unique within its tournament whatever its case; for members and staff.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE, NAME_TAKEN)
 */
export async function renameTeam(app: App, caller: Caller, args: z.input<typeof schema>): Promise<TeamRow> {
  const { userId } = requireSignedIn(caller);
  const { teamId, name } = parseArguments(schema, args);
  try {
    const renamed = await app.transact(async (tx) => {
      const [team] = await findTeams(tx, [teamId]);
      const tournament = team && (await lockTournament(tx, team.tournamentId));
      if (!tournament) throw new NotFound('Team');
      const [ownTeam] = await findTeamsOfPlayer(tx, userId, [tournament.id]);
      const [role] = await findStaffRoles(tx, userId, [tournament.id]);
      if (ownTeam?.id !== teamId) requireStaffRole(role, 'STAFF');
      requireStatus(tournament.status, OPEN_STATUSES);
      const detail = differences({ name: team.name }, { name });
      const [at, action] = [app.now(), 'TEAM_RENAMED'] as const;
      await recordChange(tx, { tournamentId: tournament.id, at, by: userId, action, detail });
      return updateTeamName(tx, teamId, name, foldCase(name));
    });
    tellTournamentUpdated(app, renamed.tournamentId);
    return renamed;
  } catch (error) {
    if (violatedUnique(error) !== 'teams_name') throw error;
    throw new Conflict('NAME_TAKEN', 'Another team of the tournament has this name');
  }
}
