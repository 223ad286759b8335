import { sql } from 'drizzle-orm';
import { boolean, check, index, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { amountMinor, instant } from './columns.ts';

// what the sandbox keeps, as a payment provider does: nothing else of the subgraph reads or writes it

export const sandboxSessionStatus = pgEnum('sandbox_session_status', ['OPEN', 'EXPIRED', 'COMPLETE']);
export const sandboxPaymentStatus = pgEnum('sandbox_payment_status', ['PROCESSING', 'SUCCEEDED', 'FAILED']);
export const sandboxDisputeStatus = pgEnum('sandbox_dispute_status', ['OPEN', 'WON', 'LOST']);
export const sandboxRefundStatus = pgEnum('sandbox_refund_status', ['SUCCEEDED', 'FAILED']);

/** Pages on which something is paid, each with the one payment that came of it. */
export const sandboxSessions = pgTable(
  'sandbox_sessions',
  {
    /** cannot be guessed: who knows it may pay */
    id: text().primaryKey(),
    idempotencyKey: text().notNull(),
    checkoutId: uuid().notNull(),
    description: text().notNull(),
    amountMinor: amountMinor().notNull(),
    currency: text().notNull(),
    successUrl: text().notNull(),
    cancelUrl: text().notNull(),
    createdAt: instant().notNull(),
    /** an open one cannot be paid from then on, whether or not that has been noted yet */
    expiresAt: instant().notNull(),
    status: sandboxSessionStatus().notNull(),
    paymentId: text(),
    paymentStatus: sandboxPaymentStatus(),
    /** why the payment failed */
    failure: text(),
  },
  (table) => [
    uniqueIndex('sandbox_sessions_idempotency_key').on(table.idempotencyKey),
    uniqueIndex('sandbox_sessions_payment').on(table.paymentId),
    check('sandbox_sessions_amount', sql`${table.amountMinor} > 0`),
    check(
      'sandbox_sessions_complete',
      sql`(${table.status} = 'COMPLETE') = (${table.paymentId} is not null)`,
    ),
    check(
      'sandbox_sessions_payment_status',
      sql`(${table.paymentId} is null) = (${table.paymentStatus} is null)`,
    ),
  ],
);

/** Payments that have gone back, always whole. */
export const sandboxRefunds = pgTable(
  'sandbox_refunds',
  {
    id: text().primaryKey(),
    idempotencyKey: text().notNull(),
    paymentId: text().notNull(),
    amountMinor: amountMinor().notNull(),
    status: sandboxRefundStatus().notNull(),
    /** why it failed */
    reason: text(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('sandbox_refunds_idempotency_key').on(table.idempotencyKey),
    uniqueIndex('sandbox_refunds_whole')
      .on(table.paymentId)
      .where(sql`status <> 'FAILED'`),
    index('sandbox_refunds_payment').on(table.paymentId),
  ],
);

/** What the banks of buyers want back of payments; one at a time of each. */
export const sandboxDisputes = pgTable(
  'sandbox_disputes',
  {
    id: text().primaryKey(),
    paymentId: text().notNull(),
    amountMinor: amountMinor().notNull(),
    status: sandboxDisputeStatus().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('sandbox_disputes_open')
      .on(table.paymentId)
      .where(sql`status = 'OPEN'`),
    index('sandbox_disputes_payment').on(table.paymentId),
    check('sandbox_disputes_amount', sql`${table.amountMinor} > 0`),
  ],
);

/** What is told to the platform, each until it has been taken. */
export const sandboxWebhooks = pgTable('sandbox_webhooks', {
  id: text().primaryKey(),
  type: text().notNull(),
  /** to the byte, since it is signed */
  body: text().notNull(),
  createdAt: instant().notNull(),
  /** when it was first taken */
  deliveredAt: instant(),
});

/** The one row of what the sandbox must remember of itself. */
export const sandboxSettings = pgTable(
  'sandbox_settings',
  {
    isOnly: boolean().primaryKey().default(true),
    webhookSecret: text().notNull(),
  },
  (table) => [check('sandbox_settings_only', sql`${table.isOnly}`)],
);

export type SandboxSessionRow = typeof sandboxSessions.$inferSelect;
export type SandboxRefundRow = typeof sandboxRefunds.$inferSelect;
export type SandboxDisputeRow = typeof sandboxDisputes.$inferSelect;
export type SandboxWebhookRow = typeof sandboxWebhooks.$inferSelect;
