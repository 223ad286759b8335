import { eventually, type Ask } from '@arena/testing';
import {
  askForView,
  askToGive,
  checkoutOnce,
  opened,
  pageOf,
  press,
  type Buyer,
  type Checkout,
} from './buying.ts';
import type { StartedArena } from './started-arena.ts';

const KNOWN =
  'query ($id: ID!) { tournament(id: $id) { ticketAvailability { total } donationSummary { count } } }';

/** Waits until there are seats of a tournament, and payments takes money for it. */
export async function untilForSale(ask: Ask, tournamentId: string): Promise<void> {
  await eventually(
    async () => (await ask(KNOWN, { id: tournamentId })).data.tournament,
    ({ ticketAvailability, donationSummary }) => ticketAvailability?.total > 0 && donationSummary !== null,
  );
}

/** A donation that waits for its payment. */
export const openDonation = (
  { url: origin }: StartedArena,
  donor: Buyer,
  tournamentId: string,
): Promise<Checkout> =>
  opened(askToGive(donor, { origin, tournamentId, amount: { amount: 500_000, currency: 'COP' } }));

async function paid(buyer: Buyer, checkout: Checkout): Promise<Checkout> {
  await press(pageOf(checkout), 'Pay');
  return checkoutOnce(buyer, checkout, 'SUCCEEDED');
}

/** A donation that has been paid. */
export const givenDonation = async (
  arena: StartedArena,
  donor: Buyer,
  tournamentId: string,
): Promise<Checkout> => paid(donor, await openDonation(arena, donor, tournamentId));

/** A ticket to watch a match, paid and issued. */
export const boughtView = async (
  { url: origin }: StartedArena,
  buyer: Buyer,
  matchId: string,
): Promise<Checkout> => paid(buyer, await opened(askForView(buyer, { origin, matchId })));
