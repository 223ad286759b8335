import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { tellPaymentFailed } from '../domain/tell-payment.ts';

export const onPaymentFailed =
  (app: App): EventHandler<typeof schema, 'payments.failed'> =>
  (tx, checkout, _headers, messageId) =>
    tellPaymentFailed(app, tx, newsOf(app, messageId), checkout);
