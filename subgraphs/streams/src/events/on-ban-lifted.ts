import type { EventHandler } from '@arena/events';
import type * as schema from '../db/schema.ts';
import { liftBan } from '../domain/lift-ban.ts';

export const onBanLifted: EventHandler<typeof schema, 'tournaments.ban-lifted'> = (tx, lifted) =>
  liftBan(tx, lifted);
