import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { followChanges } from '../domain/change-checkout.ts';
import { refuseSale } from '../domain/refuse-sale.ts';

export const onTicketUnavailable =
  (app: App): EventHandler<typeof schema, 'tickets.unavailable'> =>
  async (tx, refusal, headers) => {
    const change = await refuseSale(app, tx, refusal, headers);
    return () => followChanges(app, [change]);
  };
