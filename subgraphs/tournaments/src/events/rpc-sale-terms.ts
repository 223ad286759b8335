import type { RequestHandler } from '@arena/events';
import type { App } from '../app.ts';
import { saleTerms } from '../domain/sale-terms.ts';

/** Answers what a ticket costs. */
export const replySaleTerms =
  (app: App): RequestHandler<'tournaments.sale-terms'> =>
  (input) =>
    saleTerms(app, input);
