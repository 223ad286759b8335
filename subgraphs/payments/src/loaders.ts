import { batchLoader, type Caller, type PageRequest } from '@arena/subgraph-kit';
import type DataLoader from 'dataloader';
import type { App } from './app.ts';
import { findBuyingCheckouts, findCheckouts, findOwnCheckouts } from './db/checkout-batch-store.ts';
import { findCurrencies } from './db/currency-store.ts';
import { listDonationsOf, sumDonationsOf, sumLeftOf } from './db/donation-store.ts';
import { findEarnings } from './db/earnings-store.ts';
import type { CheckoutRow, StaffRole } from './db/schema.ts';
import { findStaffRoles } from './db/staff-store.ts';
import type { InstantKey } from './db/transaction-store.ts';

type Id = string;
type Page = PageRequest<InstantKey>;

/** What a foreign key refers to, which is always there. */
export async function existing<Row>(loading: Promise<Row | null>): Promise<Row> {
  const row = await loading;
  if (row === null) throw new Error('A row that a foreign key refers to is missing');
  return row;
}

/** Batches the pages of many owners; owners asked for the same page share one statement. */
function batchPages<Row>(list: (ids: readonly Id[], page: Page) => Promise<Row[][]>) {
  const byPage = new Map<string, DataLoader<Id, Row[]>>();
  return {
    load: (id: Id, page: Page): Promise<Row[]> => {
      const key = JSON.stringify(page);
      const loader = byPage.get(key) ?? batchLoader((ids) => list(ids, page));
      byPage.set(key, loader);
      return loader.load(id);
    },
  };
}

/** The batches of one request: one statement per type and level, however many rows ask. */
export function createLoaders({ db }: App, { userId }: Caller) {
  /** what only a signed-in person has; null for the anonymous */
  const ofCaller = <Value>(find: (callerId: Id, ids: readonly Id[]) => Promise<(Value | null)[]>) =>
    batchLoader<Value | null>(async (ids) => (userId ? find(userId, ids) : ids.map(() => null)));
  return {
    /** any checkout, to be shown only to whom it has already been shown to be due */
    checkoutById: batchLoader((ids) => findCheckouts(db, ids)),
    /** the caller's own checkouts */
    ownCheckoutById: ofCaller<CheckoutRow>((buyerId, ids) => findOwnCheckouts(db, buyerId, ids)),
    /** the caller's own checkout that has bought a ticket, by the ticket */
    buyingCheckoutOf: ofCaller<CheckoutRow>((buyerId, ticketIds) =>
      findBuyingCheckouts(db, buyerId, ticketIds),
    ),
    /** the caller's staff role by tournament */
    ownStaffRole: ofCaller<StaffRole>((callerId, tournamentIds) =>
      findStaffRoles(db, callerId, tournamentIds),
    ),
    currencyOf: batchLoader((tournamentIds) => findCurrencies(db, tournamentIds)),
    donationsOf: batchPages((tournamentIds, page) => listDonationsOf(db, tournamentIds, page)),
    donationSumOf: batchLoader((tournamentIds) => sumDonationsOf(db, tournamentIds)),
    /** what is left of a payment, by its checkout */
    leftOf: batchLoader((checkoutIds) => sumLeftOf(db, checkoutIds)),
    earningsOf: batchLoader((tournamentIds) => findEarnings(db, tournamentIds)),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
