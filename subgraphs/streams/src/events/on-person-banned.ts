import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { banPerson } from '../domain/ban-person.ts';
import { followRevoked } from '../domain/follow-revoked.ts';

export const onPersonBanned =
  (app: App): EventHandler<typeof schema, 'tournaments.person-banned'> =>
  async (tx, ban) => {
    const revoked = await banPerson(tx, ban);
    return () => followRevoked(app, revoked);
  };
