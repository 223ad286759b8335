import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { refundTicket } from '../domain/refund-ticket.ts';
import { tellSeatsOf } from '../domain/tell-availability-changed.ts';

export const onCheckoutRefunded =
  (app: App): EventHandler<typeof schema, 'payments.refunded'> =>
  async (tx, checkout, headers) => {
    await refundTicket(tx, checkout, app.now(), headers);
    return () => tellSeatsOf(app, checkout);
  };
