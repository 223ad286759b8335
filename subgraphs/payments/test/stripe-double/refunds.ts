import { ApiError, missing } from './api-error.ts';
import type { Books } from './books.ts';
import { newObjectId, type ChargeObject, type DisputeObject, type RefundObject } from './objects.ts';

/** What has gone back, or is on its way. */
const counts = ({ status }: RefundObject): boolean => status === 'succeeded' || status === 'pending';

const refundsOf = (books: Books, paymentId: string): RefundObject[] =>
  [...books.refunds.values()].filter((refund) => refund.payment_intent === paymentId).toReversed();

function chargeOf(books: Books, paymentId: string): ChargeObject {
  const payment = books.payments.get(paymentId);
  const charge = payment && books.charges.get(payment.latest_charge);
  if (!charge) throw missing('payment_intent', paymentId);
  return charge;
}

/** Brings a charge in line with its refunds. */
function reckon(books: Books, charge: ChargeObject): void {
  const refunded = refundsOf(books, charge.payment_intent).filter(counts);
  charge.amount_refunded = refunded.reduce((sum, { amount }) => sum + amount, 0);
  charge.refunded = charge.amount_refunded === charge.amount;
}

export function createRefund(
  books: Books,
  params: { payment_intent: string; metadata: Record<string, string> },
): RefundObject {
  const charge = chargeOf(books, params.payment_intent);
  if (books.payments.get(params.payment_intent)?.status !== 'succeeded')
    throw new ApiError(400, {
      param: 'payment_intent',
      message: 'This PaymentIntent does not have a successful charge to refund.',
    });
  const disputes = disputesOf(books, charge.payment_intent);
  if (disputes.some(({ status }) => status !== 'won'))
    throw new ApiError(400, {
      code: 'charge_disputed',
      message: `Charge ${charge.id} has been charged back.`,
    });
  if (charge.refunded)
    throw new ApiError(400, {
      code: 'charge_already_refunded',
      message: `Charge ${charge.id} has already been refunded.`,
    });
  const refund: RefundObject = {
    id: newObjectId('re'),
    object: 'refund',
    amount: charge.amount,
    charge: charge.id,
    currency: charge.currency,
    metadata: params.metadata,
    payment_intent: charge.payment_intent,
    status: books.refundsAre,
  };
  books.refunds.set(refund.id, refund);
  reckon(books, charge);
  books.tell('charge.refunded', charge);
  return refund;
}

/** A refund comes through or fails after the fact. */
export function settleRefund(books: Books, id: string, status: 'succeeded' | 'failed'): void {
  const refund = books.refunds.get(id);
  const charge = refund && books.charges.get(refund.charge);
  if (!charge) throw missing('refund', id);
  Object.assign(refund, {
    status,
    ...(status === 'failed' && { failure_reason: 'expired_or_canceled_card' }),
  });
  reckon(books, charge);
  books.tell(status === 'failed' ? 'refund.failed' : 'refund.updated', refund);
}

const disputesOf = (books: Books, paymentId: string): DisputeObject[] =>
  [...books.disputes.values()].filter((dispute) => dispute.payment_intent === paymentId).toReversed();

export function openDispute(
  books: Books,
  paymentId: string,
  { amount, status = 'needs_response' }: { amount?: number | undefined; status?: string } = {},
): void {
  const charge = chargeOf(books, paymentId);
  const dispute: DisputeObject = {
    id: newObjectId('du'),
    object: 'dispute',
    amount: amount ?? charge.amount,
    charge: charge.id,
    currency: charge.currency,
    livemode: false,
    payment_intent: paymentId,
    status,
  };
  charge.disputed = true;
  books.disputes.set(dispute.id, dispute);
  books.tell('charge.dispute.created', dispute);
}

export function closeDispute(books: Books, paymentId: string, status: string): void {
  const [dispute] = disputesOf(books, paymentId);
  if (!dispute) throw missing('dispute', paymentId);
  dispute.status = status;
  books.tell('charge.dispute.closed', dispute);
}

/** A page of a list, and whether there is another. */
function page<T extends { id: string }>(
  all: T[],
  { limit, starting_after: after }: { limit: number; starting_after?: string | undefined },
) {
  const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const data = all.slice(from, from + limit);
  return { object: 'list', data, has_more: from + limit < all.length, url: '/v1/list' };
}

type ListParams = { payment_intent: string; limit: number; starting_after?: string | undefined };

export const listRefunds = (books: Books, params: ListParams) =>
  page(refundsOf(books, params.payment_intent), params);

export const listDisputes = (books: Books, params: ListParams) =>
  page(disputesOf(books, params.payment_intent), params);
