import type { ProviderName } from '../db/schema.ts';

/** What a buyer is to pay, on a page of the provider's. */
export type SessionRequest = {
  checkoutId: string;
  /** what is bought, in words */
  description: string;
  amountMinor: number;
  currency: string;
  successUrl: string;
  cancelUrl: string;
  /** from 30 minutes to 24 hours ahead */
  expiresAt: Date;
};

/** Where the payment of a session stands. */
export type SessionState =
  | { status: 'OPEN' }
  /** the page is closed; nothing was paid and nothing can be */
  | { status: 'EXPIRED' }
  /** the payment was given, and is still being cleared */
  | { status: 'PROCESSING'; paymentId: string }
  | { status: 'PAID'; paymentId: string }
  /** the payment was refused in the end, and cannot be tried again in this session */
  | { status: 'FAILED'; reason: string };

/** A session as the provider has it. */
export type ProviderSession = {
  id: string;
  checkoutId: string;
  /** where the buyer pays; null once nothing can be paid any more */
  url: string | null;
  amountMinor: number;
  currency: string;
  state: SessionState;
};

/** Where a refund stands. */
export type ProviderRefund = {
  id: string;
  status: 'PENDING' | 'SUCCEEDED' | 'FAILED';
  reason: string | null;
};

/** The money of a payment that has gone back so far, whoever asked for it; and its dispute, if it has one. */
export type ProviderPayment = {
  id: string;
  checkoutId: string | null;
  refundedMinor: number;
  refunds: ProviderRefund[];
  dispute: 'OPEN' | 'WON' | 'LOST' | null;
};

/** What a webhook tells: which session or payment to look at again. What it says of its state is not trusted. */
export type ProviderEvent = {
  /** as the provider names it; the same for each repetition */
  id: string;
  type: string;
  subject: { kind: 'SESSION'; sessionId: string } | { kind: 'PAYMENT'; paymentId: string } | null;
};

/**
 * Somebody who takes payments. Every call that a network can repeat bears a key: the same key does the same thing
 * once.
 * @throws ProviderUnavailable when the provider does not answer or answers with a fault of its own
 */
export type PaymentProvider = {
  name: ProviderName;
  /** Opens a page on which a checkout is paid. */
  openSession: (request: SessionRequest, key: string) => Promise<ProviderSession>;
  findSession: (sessionId: string) => Promise<ProviderSession>;
  /** Closes a page; one that was paid on before stays as it is. The session as it is then. */
  expireSession: (sessionId: string) => Promise<ProviderSession>;
  /** Gives the whole of a payment back. */
  refund: (payment: { paymentId: string; checkoutId: string }, key: string) => Promise<ProviderRefund>;
  findPayment: (paymentId: string) => Promise<ProviderPayment>;
  /**
   * Reads a webhook.
   * @param body as it came, to the byte
   * @throws WebhookRefused for one that is not signed by the provider, is older than 300 seconds, or is of the other
   *   mode, live or test
   */
  readWebhook: (body: Buffer, signature: string | undefined) => ProviderEvent;
};
