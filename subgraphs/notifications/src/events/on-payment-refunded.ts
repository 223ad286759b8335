import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { tellPaymentRefunded } from '../domain/tell-payment.ts';

export const onPaymentRefunded =
  (app: App): EventHandler<typeof schema, 'payments.refunded'> =>
  (tx, checkout, _headers, messageId) =>
    tellPaymentRefunded(app, tx, newsOf(app, messageId), checkout);
