import type { RequestHandler } from '@arena/events';
import type { App } from '../app.ts';
import { answerToPayment } from '../domain/answer-to-payment.ts';

export const rpcAnswer =
  ({ db }: App): RequestHandler<'tickets.answer'> =>
  ({ checkoutId }) =>
    answerToPayment(db, checkoutId);
