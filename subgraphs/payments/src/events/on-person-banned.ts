import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { followChanges } from '../domain/change-checkout.ts';
import { banPerson } from '../domain/ban-person.ts';

export const onPersonBanned =
  (app: App): EventHandler<typeof schema, 'tournaments.person-banned'> =>
  async (tx, ban, headers) => {
    const changes = await banPerson(app, tx, ban, headers);
    return () => followChanges(app, changes);
  };
