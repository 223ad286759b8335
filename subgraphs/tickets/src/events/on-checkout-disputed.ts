import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { disputeTicket } from '../domain/dispute-ticket.ts';
import { tellSeatsOf } from '../domain/tell-availability-changed.ts';

export const onCheckoutDisputed =
  (app: App): EventHandler<typeof schema, 'payments.disputed'> =>
  async (tx, checkout, headers) => {
    await disputeTicket(tx, checkout, app.now(), headers);
    return () => tellSeatsOf(app, checkout);
  };
