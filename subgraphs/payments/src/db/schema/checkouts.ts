import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { amountMinor, instant } from './columns.ts';

export const checkoutType = pgEnum('checkout_type', ['PARTICIPANT_SALE', 'VIEWER_SALE', 'DONATION']);
export const checkoutStatus = pgEnum('checkout_status', [
  'PENDING',
  'PROCESSING',
  'SUCCEEDED',
  'FAILED',
  'EXPIRED',
  'CANCELED',
  'REFUNDING',
  'REFUNDED',
  'DISPUTED',
]);
export const providerName = pgEnum('provider_name', ['stripe', 'sandbox']);
export const disputeState = pgEnum('dispute_state', ['OPEN', 'WON', 'LOST']);

/** Purchases and donations, each from its opening to its end. */
export const checkouts = pgTable(
  'checkouts',
  {
    id: uuid().primaryKey(),
    type: checkoutType().notNull(),
    status: checkoutStatus().notNull(),
    buyerId: uuid().notNull(),
    /** whether a donor does not want to be known */
    isAnonymous: boolean().notNull(),
    message: text(),
    tournamentId: uuid().notNull(),
    matchId: uuid(),
    /** the seat that was asked for; null for any */
    wantedTicketId: uuid(),
    /** the ticket that is held for it, or that it has bought */
    ticketId: uuid(),
    /** since when that ticket has been the buyer's */
    issuedAt: instant(),
    /** what is bought, in words for the page on which it is paid */
    description: text().notNull(),
    amountMinor: amountMinor().notNull(),
    currency: text().notNull(),
    /** what of it the platform keeps; reversed, never worked out anew, when money goes back */
    commissionMinor: amountMinor().notNull(),
    /** null where nothing is to be paid */
    provider: providerName(),
    /** the provider's session; null until it has been opened */
    sessionId: text(),
    paymentUrl: text(),
    /** the provider's payment, once there is one */
    paymentId: text(),
    successUrl: text().notNull(),
    cancelUrl: text().notNull(),
    idempotencyKey: text().notNull(),
    /** tells whether a repeated key came with the same input */
    inputHash: text().notNull(),
    createdAt: instant().notNull(),
    /** the trace in which it was opened, continued when its payment is heard of; null where none was made */
    traceparent: text(),
    /** until when it can be paid */
    expiresAt: instant().notNull(),
    /** when its payment was recorded in the ledger */
    paidAt: instant(),
    completedAt: instant(),
    /** why it failed, is being closed or called off, or is refunded */
    reason: text(),
    /** since when its session is to be closed, though its time is not over */
    closeDueAt: instant(),
    /** when it was closed unpaid, by its buyer, by others or by its time being over */
    closedAt: instant(),
    /** the provider's refund, once there is one */
    refundId: text(),
    /** since when the money is to go back */
    refundDueAt: instant(),
    /** how often the provider has refused to make a refund, or met with a fault at it */
    refundsRefused: integer().notNull().default(0),
    refundedAt: instant(),
    /** how its disputes stand: the one that is open, else what those that have ended came to; null while there is none */
    dispute: disputeState(),
    /** how far its disputes have come, one after the other */
    disputeRevision: integer().notNull().default(0),
    /** what lost disputes have taken of it */
    disputeLostMinor: amountMinor().notNull().default(0),
    /** when something is next to be done about it unasked, or the provider asked; null once it is settled */
    lookAt: instant(),
  },
  (table) => [
    uniqueIndex('checkouts_idempotency_key').on(table.buyerId, table.idempotencyKey),
    uniqueIndex('checkouts_session').on(table.provider, table.sessionId),
    uniqueIndex('checkouts_payment').on(table.provider, table.paymentId),
    uniqueIndex('checkouts_open')
      .on(table.buyerId, table.tournamentId)
      .where(sql`type <> 'DONATION' and status = 'PENDING'`),
    index('checkouts_buyer').on(table.buyerId, table.createdAt, table.id),
    index('checkouts_tournament').on(table.tournamentId, table.type, table.completedAt, table.id),
    index('checkouts_match').on(table.matchId),
    index('checkouts_ticket').on(table.ticketId),
    index('checkouts_unsettled')
      .on(table.lookAt)
      .where(sql`look_at is not null`),
    check('checkouts_amount', sql`${table.amountMinor} >= 0`),
    check('checkouts_commission', sql`${table.commissionMinor} between 0 and ${table.amountMinor}`),
    check('checkouts_match_of_viewer', sql`(${table.type} = 'VIEWER_SALE') = (${table.matchId} is not null)`),
    check('checkouts_refund_due', sql`${table.refundDueAt} is null or ${table.paidAt} is not null`),
    check('checkouts_refundable', sql`${table.refundedAt} is null or ${table.paidAt} is not null`),
  ],
);

export type CheckoutRow = typeof checkouts.$inferSelect;
export type CheckoutType = CheckoutRow['type'];
export type CheckoutStatus = CheckoutRow['status'];
export type ProviderName = NonNullable<CheckoutRow['provider']>;
export type DisputeState = NonNullable<CheckoutRow['dispute']>;
