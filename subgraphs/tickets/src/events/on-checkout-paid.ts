import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { issuePaidTicket } from '../domain/issue-paid-ticket.ts';
import { tellSeatsOf } from '../domain/tell-availability-changed.ts';

export const onCheckoutPaid =
  (app: App): EventHandler<typeof schema, 'payments.paid'> =>
  async (tx, checkout, headers) => {
    await issuePaidTicket(tx, checkout, app.now(), headers);
    return () => tellSeatsOf(app, checkout);
  };
