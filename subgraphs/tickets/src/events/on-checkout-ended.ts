import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { releaseHeldTicket } from '../domain/release-ticket.ts';
import { tellSeatsOf } from '../domain/tell-availability-changed.ts';

/** Frees what is held for a checkout that was not paid. */
export const onCheckoutEnded =
  (app: App): EventHandler<typeof schema, 'payments.failed' | 'payments.expired'> =>
  async (tx, checkout, headers) => {
    await releaseHeldTicket(tx, checkout.checkoutId, headers);
    return () => tellSeatsOf(app, checkout);
  };
