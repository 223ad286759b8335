import { Conflict, NotFound, parseId, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { closeOffer, lockOfferFrom } from '../db/offer-store.ts';

/**
 * Takes back an offer that the caller made; true also when it was no longer open.
 * @throws Unauthenticated, BadUserInput, NotFound, Conflict INVALID_STATE once it has been accepted
 */
export async function withdrawTicketOffer(app: App, caller: Caller, offerId: string): Promise<boolean> {
  const { userId } = requireSignedIn(caller);
  const id = parseId(offerId, 'offerId');
  return app.transact(async (tx) => {
    const offer = await lockOfferFrom(tx, id, userId);
    if (!offer) throw new NotFound('Offer');
    if (offer.status === 'ACCEPTED') throw new Conflict('INVALID_STATE', 'The offer has been accepted');
    if (offer.status === 'OPEN') await closeOffer(tx, id, 'WITHDRAWN');
    return true;
  });
}
