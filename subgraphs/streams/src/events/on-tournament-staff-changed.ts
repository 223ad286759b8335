import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { changeStaff } from '../domain/change-staff.ts';
import { followRevoked } from '../domain/follow-revoked.ts';

export const onTournamentStaffChanged =
  (app: App): EventHandler<typeof schema, 'tournaments.staff-changed'> =>
  async (tx, change) => {
    const revoked = await changeStaff(tx, change);
    return () => followRevoked(app, revoked);
  };
