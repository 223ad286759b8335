import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { tellPaymentSucceeded } from '../domain/tell-payment.ts';

export const onPaymentSucceeded =
  (app: App): EventHandler<typeof schema, 'payments.succeeded'> =>
  (tx, checkout, _headers, messageId) =>
    tellPaymentSucceeded(app, tx, newsOf(app, messageId), checkout);
