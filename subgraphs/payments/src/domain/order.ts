import { hashInput, newId } from '@arena/subgraph-kit';
import type { CheckoutRow, CheckoutType, ProviderName } from '../db/schema.ts';
import { commissionOf } from './ledger/commission.ts';

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** How long a checkout can be paid. Providers want half an hour at least. */
const PAYABLE_MS = 31 * MINUTE_MS;

/** How much longer its ticket is held than it can be paid, for the news of the payment to arrive. */
const HOLD_LONGER_MS = 4 * MINUTE_MS;

/** What somebody wants to pay for, whatever it will cost. */
export type Order = {
  buyerId: string;
  type: CheckoutType;
  matchId: string | null;
  /** a given seat; any if null */
  wantedTicketId: string | null;
  message: string | null;
  isAnonymous: boolean;
  successUrl: string;
  cancelUrl: string;
  idempotencyKey: string;
  /** tells orders apart that came with one key */
  inputHash: string;
};

type Basics = Pick<Order, 'buyerId' | 'successUrl' | 'cancelUrl' | 'idempotencyKey'>;

/** An order, told apart from others by its whole input. */
export const newOrder = (
  type: CheckoutType,
  { buyerId, successUrl, cancelUrl, idempotencyKey }: Basics,
  input: object,
  more: Partial<Pick<Order, 'matchId' | 'wantedTicketId' | 'message' | 'isAnonymous'>>,
): Order => ({
  buyerId,
  type,
  successUrl,
  cancelUrl,
  idempotencyKey,
  inputHash: hashInput({ ...input, type }),
  matchId: null,
  wantedTicketId: null,
  message: null,
  isAnonymous: false,
  ...more,
});

/** What an order is about, and what it costs. */
export type Quote = {
  tournamentId: string;
  /** what is bought, in words for the page on which it is paid */
  description: string;
  amountMinor: number;
  currency: string;
};

/** Until when a checkout can be paid that is opened now: to the second, as providers have it. */
export const payableUntil = (now: Date): Date =>
  new Date(Math.floor((now.getTime() + PAYABLE_MS) / SECOND_MS) * SECOND_MS);

/** Until when the ticket of a checkout is held that is not paid. */
export const heldUntil = ({ createdAt }: CheckoutRow): Date =>
  new Date(createdAt.getTime() + PAYABLE_MS + HOLD_LONGER_MS);

const UNTOUCHED = {
  ticketId: null,
  issuedAt: null,
  sessionId: null,
  paymentUrl: null,
  paymentId: null,
  paidAt: null,
  completedAt: null,
  reason: null,
  closeDueAt: null,
  closedAt: null,
  refundId: null,
  refundDueAt: null,
  refundsRefused: 0,
  refundedAt: null,
  dispute: null,
  disputeRevision: 0,
  disputeLostMinor: 0,
};

type Opening = {
  provider: ProviderName;
  now: Date;
  lookAgainMs: number;
  /** the trace in which it is opened */
  traceparent?: string | null | undefined;
};

/** A checkout as it is opened; where nothing is to be paid, no provider takes part. */
export const newCheckout = (
  order: Order,
  quote: Quote,
  { provider, now, lookAgainMs, traceparent = null }: Opening,
): CheckoutRow => ({
  ...UNTOUCHED,
  ...order,
  ...quote,
  id: newId(),
  status: 'PENDING',
  commissionMinor: commissionOf(quote.amountMinor),
  provider: quote.amountMinor === 0 ? null : provider,
  createdAt: now,
  traceparent,
  expiresAt: payableUntil(now),
  lookAt: new Date(now.getTime() + lookAgainMs),
});
