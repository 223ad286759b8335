import type { ProviderName } from '../db/schema.ts';

/**
 * What a buyer is to pay, on a page of the provider's. Asked for again, to the letter, it is the same session: so all
 * of it is to be kept, or worked out alike, until it has been opened.
 */
export type SessionRequest = {
  checkoutId: string;
  /** what is bought, in words */
  description: string;
  amountMinor: number;
  currency: string;
  successUrl: string;
  cancelUrl: string;
  /** from 30 minutes to 24 hours ahead; whole seconds are kept */
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

/** Where a refund stands. One that succeeded may still fail, days later, when the buyer's bank sends it back. */
export type ProviderRefund = {
  id: string;
  amountMinor: number;
  status: 'PENDING' | 'SUCCEEDED' | 'FAILED';
  reason: string | null;
};

/** That the buyer's bank wants a payment back, or a part of it; and how that has ended. */
export type ProviderDispute = {
  id: string;
  /** what of the payment is disputed */
  amountMinor: number;
  status: 'OPEN' | 'WON' | 'LOST';
};

/** The money of a payment that has gone back so far, whoever asked for it; and its disputes. */
export type ProviderPayment = {
  id: string;
  checkoutId: string | null;
  /** the sum of the refunds that have succeeded; what lost disputes took is not in it */
  refundedMinor: number;
  /** the latest first */
  refunds: ProviderRefund[];
  /** the latest first */
  disputes: ProviderDispute[];
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
 * once, and is refused (`idempotency_error`) for anything else. What was refused, or met with a fault, may be answered
 * so for a day under its key: another attempt needs another.
 * @throws ProviderUnavailable when the provider does not answer, answers with a fault of its own (ProviderFaulty) or is
 *   at the same request already (ProviderBusy)
 * @throws ProviderRefused when it will not do it, however often it is asked
 */
export type PaymentProvider = {
  name: ProviderName;
  /** Opens a page on which a checkout is paid. */
  openSession: (request: SessionRequest, key: string) => Promise<ProviderSession>;
  /** @throws ProviderRefused `resource_missing` where there is none */
  findSession: (sessionId: string) => Promise<ProviderSession>;
  /** Closes a page; one that was paid on or has expired before stays as it is. The session as it is then. */
  expireSession: (sessionId: string) => Promise<ProviderSession>;
  /**
   * Gives the whole of a payment back; of one that has gone back already, the refund that did it. A key is for one
   * attempt: after a refund that has failed, another key asks for another.
   */
  refund: (payment: { paymentId: string; checkoutId: string }, key: string) => Promise<ProviderRefund>;
  /** @throws ProviderRefused `resource_missing` where there is none */
  findPayment: (paymentId: string) => Promise<ProviderPayment>;
  /**
   * Reads a webhook.
   * @param body as it came, to the byte
   * @throws WebhookRefused for one that is not signed by the provider, is older than 300 seconds, is of the other
   *   mode, live or test, or is no event at all
   */
  readWebhook: (body: Buffer, signature: string | undefined) => ProviderEvent;
};
