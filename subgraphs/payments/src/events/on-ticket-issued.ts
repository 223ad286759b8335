import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { followChanges } from '../domain/change-checkout.ts';
import { completeSale } from '../domain/complete-sale.ts';

export const onTicketIssued =
  (app: App): EventHandler<typeof schema, 'tickets.issued'> =>
  async (tx, { checkoutId, ticketId }, headers) => {
    if (checkoutId === null) return undefined;
    const change = await completeSale(app, tx, { checkoutId, ticketId }, headers);
    return () => followChanges(app, [change]);
  };
