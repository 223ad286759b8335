import { Conflict, DAY_MS, type Queryable } from '@arena/subgraph-kit';
import { findIdleHolding, findOpenGifts, findOpenSales } from '../db/open-sale-store.ts';
import type * as schema from '../db/schema.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { CALLED_OFF } from './apply-session.ts';
import { HOLD_ENDED } from './lose-hold.ts';

const HOUR_MS = 3_600_000;
/** Of sales, and of gifts. */
const MAX_OPEN = 3;

/** For how long within a day tickets may be held unpaid, one after the other: three checkouts that lapse are as much. */
const MAX_IDLE_MS = 1.5 * HOUR_MS;

/** Why sales are closed for which their buyers are to answer, besides that their time is over. */
const BY_BUYER = [CALLED_OFF, HOLD_ENDED];

type Tx = Queryable<typeof schema>;

const tooManyOpen = (checkoutId: string): Conflict =>
  new Conflict('CHECKOUT_OPEN', `${MAX_OPEN} checkouts are open; pay one or call one off`, { checkoutId });

/** @throws Conflict CHECKOUT_OPEN with the id of the one that stands in the way */
async function requireFewOpenSales(tx: Tx, buyerId: string, tournamentId: string): Promise<void> {
  const open = await findOpenSales(tx, buyerId);
  const ofTournament = open.find((one) => one.tournamentId === tournamentId);
  if (ofTournament) {
    const message = 'A checkout of this tournament is open; pay it or call it off';
    throw new Conflict('CHECKOUT_OPEN', message, { checkoutId: ofTournament.id });
  }
  const [oldest] = open;
  if (oldest && open.length >= MAX_OPEN) throw tooManyOpen(oldest.id);
}

/** @throws Conflict CHECKOUT_OPEN with the id of the oldest */
async function requireFewOpenGifts(tx: Tx, buyerId: string): Promise<void> {
  const open = await findOpenGifts(tx, buyerId);
  const [oldest] = open;
  if (oldest && open.length >= MAX_OPEN) throw tooManyOpen(oldest.id);
}

/** @throws Conflict TOO_MANY_LAPSED, with how long it lasts */
async function requireLittleIdle(tx: Tx, buyerId: string, now: Date): Promise<void> {
  const after = new Date(now.getTime() - DAY_MS);
  const { heldMs, lastAt } = await findIdleHolding(tx, buyerId, { after, reasons: BY_BUYER });
  if (!lastAt || heldMs < MAX_IDLE_MS) return;
  const retryAfterMs = lastAt.getTime() + HOUR_MS - now.getTime();
  if (retryAfterMs <= 0) return;
  const message =
    'Tickets were held too long within a day and not paid; wait before opening another checkout';
  throw new Conflict('TOO_MANY_LAPSED', message, { retryAfterMs });
}

/**
 * Nobody keeps seats from others by checkouts that they do not pay: one is open per person and tournament, three in
 * all, and after three that have lapsed within a day, or others called off that were open as long together, none is
 * opened for an hour. Gifts keep nothing from anybody; three are open at once, lest one person fill the books and the
 * provider's. The buyer must be locked.
 * @throws Conflict CHECKOUT_OPEN, TOO_MANY_LAPSED
 */
export async function requireWithinLimits(
  tx: Tx,
  { type, buyerId, tournamentId }: CheckoutRow,
  now: Date,
): Promise<void> {
  if (type === 'DONATION') return requireFewOpenGifts(tx, buyerId);
  await requireFewOpenSales(tx, buyerId, tournamentId);
  await requireLittleIdle(tx, buyerId, now);
}
