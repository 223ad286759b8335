import { z } from 'zod';
import { amountMinor, currency, defineEvent, id } from './define-event.ts';

const checkout = {
  checkoutId: id,
  buyerId: id,
  type: z.enum(['PARTICIPANT_SALE', 'VIEWER_SALE', 'DONATION']),
  tournamentId: id,
  matchId: id.nullable(),
  ticketId: id.nullable(),
  amountMinor,
  currency,
};

export const paymentsEvents = {
  'payments.paid': defineEvent(1, 'A checkout has been paid; its ticket is yet to be issued.', checkout),
  'payments.processing': defineEvent(
    1,
    'A checkout is being paid by means that take their time; what it holds stays held.',
    checkout,
  ),
  'payments.succeeded': defineEvent(
    1,
    'A checkout is complete: paid, and what was bought is the buyer’s.',
    checkout,
  ),
  'payments.failed': defineEvent(1, 'A payment was refused.', { ...checkout, reason: z.string() }),
  'payments.expired': defineEvent(
    1,
    'A checkout was closed unpaid: its time was over, or it was called off.',
    checkout,
  ),
  'payments.refunded': defineEvent(1, 'A payment has gone back.', { ...checkout, reason: z.string() }),
  'payments.disputed': defineEvent(2, 'A payment is disputed, or its dispute has ended.', {
    ...checkout,
    /** LOST where nothing of the payment is left */
    outcome: z.enum(['OPEN', 'WON', 'LOST', 'LOST_IN_PART']),
    /** of the disputes of this checkout: the higher tells the newer */
    revision: z.int().min(1),
  }),
  'donations.received': defineEvent(1, 'A donation has been paid.', {
    checkoutId: id,
    tournamentId: id,
    donorId: id.nullable(),
    amountMinor,
    currency,
  }),
};
