import { eventually } from '@arena/testing';
import { expect } from 'vitest';
import type { People } from './accounts.ts';
import { pay, terms } from './paying.ts';
import type { Stage } from './stage.ts';

const cop = (amount: number) => ({ amount, currency: 'COP' });
const GIFT = cop(1_000_000);

/** The fan gives something, which everybody sees; the id of the checkout. */
export async function donate(stage: Stage, { fan }: People, tournamentId: string): Promise<string> {
  const input = { tournamentId, amount: GIFT, message: 'Play well', ...terms(stage) };
  const { donate: opened } = await fan.run('Donate', { input });
  expect(opened).toMatchObject({ status: 'PENDING', amount: GIFT });
  await pay(fan, opened);
  const { tournament } = await stage.visitor.run('Donations', { tournamentId });
  expect(tournament.donationSummary).toEqual({ count: 1, total: GIFT });
  expect(tournament.donations.nodes).toMatchObject([
    { amount: GIFT, message: 'Play well', donor: { username: 'fan' } },
  ]);
  return opened.id;
}

const earningsOf = async ({ organizer }: People, tournamentId: string) =>
  (await organizer.run('Earnings', { tournamentId })).tournament;

/** The organiser sees what two seats, a ticket to watch and the gift have earned, of which a tenth is kept. */
export async function countEarnings(people: People, tournamentId: string): Promise<void> {
  const { earnings, ticketSales } = await earningsOf(people, tournamentId);
  expect(earnings).toEqual({
    gross: cop(4_500_000),
    donations: GIFT,
    refunded: cop(0),
    commission: cop(550_000),
    net: cop(4_950_000),
  });
  expect(ticketSales).toEqual([
    { type: 'PARTICIPANT', sold: 2, canceled: 0, gross: cop(4_000_000) },
    { type: 'VIEWER', sold: 1, canceled: 0, gross: cop(500_000) },
  ]);
}

/** The administration gives the gift back: the fan has the money again, and the organiser less. */
export async function payBack(
  { administrator }: Stage,
  people: People,
  { tournamentId, checkoutId }: { tournamentId: string; checkoutId: string },
): Promise<void> {
  const reason = 'Given by mistake';
  const { refundCheckout } = await administrator.run('RefundCheckout', { checkoutId, reason });
  expect(refundCheckout).toMatchObject({ id: checkoutId, status: expect.stringMatching(/^REFUND(ING|ED)$/) });
  const moved = async () => (await people.fan.run('MyTransactions')).me.transactions.nodes;
  const [latest] = await eventually(moved, ([first]) => first.type === 'REFUND');
  expect(latest).toMatchObject({ amount: cop(-GIFT.amount), checkout: { id: checkoutId } });
  const { earnings } = await earningsOf(people, tournamentId);
  expect(earnings).toMatchObject({ donations: cop(0), refunded: GIFT });
}
