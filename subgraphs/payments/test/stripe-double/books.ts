import type { ChargeObject, DisputeObject, PaymentObject, RefundObject, SessionObject } from './objects.ts';

/** All that a double of Stripe knows. */
export type Books = {
  sessions: Map<string, SessionObject>;
  /** what the payment of a session will bear, by the session's id */
  paymentMetadata: Map<string, Record<string, string>>;
  payments: Map<string, PaymentObject>;
  charges: Map<string, ChargeObject>;
  refunds: Map<string, RefundObject>;
  disputes: Map<string, DisputeObject>;
  /** what new refunds are at first */
  refundsAre: 'succeeded' | 'pending';
  /** the time, in Stripe's unit */
  seconds: () => number;
  /** where its pages are */
  pageUrl: () => string;
  /** tells the platform of an event */
  tell: (type: string, object: object) => void;
};

/** Books with nothing in them. */
export const emptyBooks = (parts: Pick<Books, 'seconds' | 'pageUrl' | 'tell'>): Books => ({
  sessions: new Map(),
  paymentMetadata: new Map(),
  payments: new Map(),
  charges: new Map(),
  refunds: new Map(),
  disputes: new Map(),
  refundsAre: 'succeeded',
  ...parts,
});
