import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { banPerson } from '../domain/ban-person.ts';
import { tellAvailabilityChanged } from '../domain/tell-availability-changed.ts';

export const onPersonBanned =
  (app: App): EventHandler<typeof schema, 'tournaments.person-banned'> =>
  async (tx, ban, headers) => {
    await banPerson(tx, ban, app.now(), headers);
    return () => tellAvailabilityChanged(app, ban.tournamentId);
  };
