import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { followChanges } from '../domain/change-checkout.ts';
import { loseHold } from '../domain/lose-hold.ts';

export const onTicketReleased =
  (app: App): EventHandler<typeof schema, 'tickets.released'> =>
  async (tx, { checkoutId }, headers) => {
    const change = await loseHold(app, tx, checkoutId, headers);
    return () => followChanges(app, [change]);
  };
