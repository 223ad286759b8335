import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { keepHold } from '../domain/keep-hold.ts';
import { tellSeatsOf } from '../domain/tell-availability-changed.ts';

export const onCheckoutProcessing =
  (app: App): EventHandler<typeof schema, 'payments.processing'> =>
  async (tx, checkout) => {
    await keepHold(tx, checkout.checkoutId);
    return () => tellSeatsOf(app, checkout);
  };
