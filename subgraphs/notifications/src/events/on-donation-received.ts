import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { tellDonation } from '../domain/tell-payment.ts';

export const onDonationReceived =
  (app: App): EventHandler<typeof schema, 'donations.received'> =>
  (tx, donation, _headers, messageId) =>
    tellDonation(app, tx, newsOf(app, messageId), donation);
