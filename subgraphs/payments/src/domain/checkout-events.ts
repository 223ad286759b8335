import type { ArenaEvent, EventPayload } from '@arena/events';
import type { CheckoutRow } from '../db/schema.ts';

const about = (checkout: CheckoutRow) => ({
  checkoutId: checkout.id,
  buyerId: checkout.buyerId,
  type: checkout.type,
  tournamentId: checkout.tournamentId,
  matchId: checkout.matchId,
  ticketId: checkout.ticketId,
  amountMinor: checkout.amountMinor,
  currency: checkout.currency,
});

/** That a sale has been paid: its ticket is to be issued. */
export const paidEvent = (checkout: CheckoutRow): ArenaEvent => ({
  name: 'payments.paid',
  payload: about(checkout),
});

const donationEvent = ({ id, tournamentId, buyerId, ...checkout }: CheckoutRow): ArenaEvent => ({
  name: 'donations.received',
  payload: {
    checkoutId: id,
    tournamentId,
    donorId: checkout.isAnonymous ? null : buyerId,
    amountMinor: checkout.amountMinor,
    currency: checkout.currency,
  },
});

/** What is told of a checkout that was given up unpaid, or is being paid slowly. */
function unpaidEvents(checkout: CheckoutRow): ArenaEvent[] {
  const payload = about(checkout);
  switch (checkout.status) {
    case 'PROCESSING':
      return [{ name: 'payments.processing', payload }];
    case 'FAILED':
      return [{ name: 'payments.failed', payload: { ...payload, reason: checkout.reason ?? 'FAILED' } }];
    case 'EXPIRED':
    case 'CANCELED':
      return [{ name: 'payments.expired', payload }];
    default:
      return [];
  }
}

function completedEvents(checkout: CheckoutRow): ArenaEvent[] {
  const gift = checkout.type === 'DONATION' ? [donationEvent(checkout)] : [];
  return [...gift, { name: 'payments.succeeded', payload: about(checkout) }];
}

/** Whether a ticket is to be issued for what has been paid; one whose money goes back at once gets none. */
const wantsTicket = ({ type, refundDueAt, refundedAt, issuedAt }: CheckoutRow): boolean =>
  type !== 'DONATION' && !refundDueAt && !refundedAt && !issuedAt;

/** What its disputes have come to: where they took a part alone, the sale stands as it does after a refund of a part. */
const outcomeOf = ({
  dispute,
  refundedAt,
}: CheckoutRow): EventPayload<'payments.disputed'>['outcome'] | null =>
  dispute === 'LOST' && !refundedAt ? 'LOST_IN_PART' : dispute;

/** What is told of disputes, unless the money had gone back before. */
function disputedEvents(before: CheckoutRow, after: CheckoutRow): ArenaEvent[] {
  const outcome = outcomeOf(after);
  const { disputeRevision: revision } = after;
  if (outcome === null || revision === before.disputeRevision || before.refundedAt) return [];
  return [{ name: 'payments.disputed', payload: { ...about(after), outcome, revision } }];
}

/** What is told of a change to a checkout. */
export function eventsOf(before: CheckoutRow, after: CheckoutRow): ArenaEvent[] {
  const events: ArenaEvent[] = [];
  if (!after.paidAt && after.status !== before.status) events.push(...unpaidEvents(after));
  if (!before.paidAt && after.paidAt && wantsTicket(after)) events.push(paidEvent(after));
  if (!before.completedAt && after.completedAt) events.push(...completedEvents(after));
  events.push(...disputedEvents(before, after));
  // money of which a dispute has taken the last has not been given back
  const isLost = after.dispute === 'LOST' && after.disputeLostMinor > before.disputeLostMinor;
  if (!before.refundedAt && after.refundedAt && !isLost) {
    events.push({
      name: 'payments.refunded',
      payload: { ...about(after), reason: after.reason ?? 'REFUNDED' },
    });
  }
  return events;
}
