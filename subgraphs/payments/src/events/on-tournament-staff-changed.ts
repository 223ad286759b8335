import type { EventHandler } from '@arena/events';
import type * as schema from '../db/schema.ts';
import { changeStaff } from '../domain/change-staff.ts';

export const onTournamentStaffChanged: EventHandler<typeof schema, 'tournaments.staff-changed'> = (
  tx,
  change,
) => changeStaff(tx, change);
