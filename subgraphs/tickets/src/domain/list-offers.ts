import type { App } from '../app.ts';
import { listOpenOffersTo } from '../db/offer-store.ts';
import type { OfferRow } from '../db/schema.ts';

const AT_MOST = 100;

/** The offers made to a person that can still be accepted, the newest first, at most a hundred. */
export const listOffers = ({ db, now }: App, userId: string): Promise<OfferRow[]> =>
  listOpenOffersTo(db, userId, now(), AT_MOST);
