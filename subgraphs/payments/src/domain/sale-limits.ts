import { Conflict, DAY_MS, type Queryable } from '@arena/subgraph-kit';
import { findLapses, findOpenSales } from '../db/open-sale-store.ts';
import type * as schema from '../db/schema.ts';

const HOUR_MS = 3_600_000;
const MAX_OPEN = 3;
const MAX_LAPSED = 3;

type Tx = Queryable<typeof schema>;

/** @throws Conflict CHECKOUT_OPEN with the id of the one that stands in the way */
async function requireFewOpen(tx: Tx, buyerId: string, tournamentId: string): Promise<void> {
  const open = await findOpenSales(tx, buyerId);
  const ofTournament = open.find((one) => one.tournamentId === tournamentId);
  const [oldest] = open;
  const inTheWay = ofTournament ?? (open.length >= MAX_OPEN ? oldest : undefined);
  if (!inTheWay) return;
  const message = ofTournament
    ? 'A checkout of this tournament is open; pay it or call it off'
    : `${MAX_OPEN} checkouts are open; pay one or call one off`;
  throw new Conflict('CHECKOUT_OPEN', message, { checkoutId: inTheWay.id });
}

/** @throws Conflict TOO_MANY_LAPSED, with how long it lasts */
async function requireFewLapsed(tx: Tx, buyerId: string, now: Date): Promise<void> {
  const after = new Date(now.getTime() - DAY_MS);
  const lapses = await findLapses(tx, buyerId, { after, limit: MAX_LAPSED });
  const [latest] = lapses;
  if (!latest || lapses.length < MAX_LAPSED) return;
  const retryAfterMs = latest.getTime() + HOUR_MS - now.getTime();
  if (retryAfterMs <= 0) return;
  const message = `${MAX_LAPSED} checkouts have lapsed within a day; wait before opening another`;
  throw new Conflict('TOO_MANY_LAPSED', message, { retryAfterMs });
}

/**
 * Nobody keeps seats from others by checkouts that they do not pay: one is open per person and tournament, three in
 * all, and after three that have lapsed within a day none is opened for an hour. The buyer must be locked.
 * @throws Conflict CHECKOUT_OPEN, TOO_MANY_LAPSED
 */
export async function requireWithinLimits(
  tx: Tx,
  { buyerId, tournamentId }: { buyerId: string; tournamentId: string },
  now: Date,
): Promise<void> {
  await requireFewOpen(tx, buyerId, tournamentId);
  await requireFewLapsed(tx, buyerId, now);
}
