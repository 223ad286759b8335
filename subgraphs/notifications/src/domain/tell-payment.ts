import type { AfterCommit, EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import type { News } from './news.ts';
import { startFanOut } from './start-fan-out.ts';
import { tellPerson } from './tell-person.ts';

type Tx = Queryable<typeof schema>;
type Checkout = EventPayload<'payments.succeeded'>;

const about = ({ tournamentId, matchId, ticketId }: Checkout) => ({ tournamentId, matchId, ticketId });

/** Tells a buyer that their payment was refused. */
export const tellPaymentFailed = (
  app: App,
  tx: Tx,
  news: News,
  checkout: EventPayload<'payments.failed'>,
): Promise<AfterCommit> => {
  const { buyerId, amountMinor, currency, reason } = checkout;
  const params = { amountMinor, currency, reason };
  return tellPerson(app, tx, news, buyerId, { kind: 'PAYMENT_FAILED', params, ...about(checkout) });
};

/** Tells a buyer that their money has gone back. */
export const tellPaymentRefunded = (
  app: App,
  tx: Tx,
  news: News,
  checkout: EventPayload<'payments.refunded'>,
): Promise<AfterCommit> => {
  const { buyerId, amountMinor, currency, reason } = checkout;
  const params = { amountMinor, currency, reason };
  return tellPerson(app, tx, news, buyerId, { kind: 'PAYMENT_REFUNDED', params, ...about(checkout) });
};

/** Tells whoever has donated that it has arrived. Of a sale its ticket tells. */
export async function tellPaymentSucceeded(
  app: App,
  tx: Tx,
  news: News,
  checkout: Checkout,
): Promise<AfterCommit | void> {
  if (checkout.type !== 'DONATION') return undefined;
  const { buyerId, amountMinor, currency } = checkout;
  const params = { amountMinor, currency };
  return tellPerson(app, tx, news, buyerId, { kind: 'DONATION_CONFIRMED', params, ...about(checkout) });
}

/** Tells those who run a tournament that it has been given something. */
export async function tellDonation(
  app: App,
  tx: Tx,
  news: News,
  { checkoutId, tournamentId, amountMinor, currency }: EventPayload<'donations.received'>,
): Promise<AfterCommit> {
  await lockTournament(tx, tournamentId);
  const telling = {
    kind: 'DONATION_RECEIVED',
    params: { amountMinor, currency },
    eventKey: `donation:${checkoutId}`,
    tournamentId,
  } as const;
  return startFanOut(app, tx, news, telling, { toStaff: true });
}
