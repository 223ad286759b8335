import type { EventPayload } from '@arena/events';
import type { App } from '../src/app.ts';
import type { ReserveInput } from '../src/domain/reserve-ticket.ts';
import { takeEvents, tell, type Told } from './fixtures.ts';

type Payment = Extract<Told, { name: `payments.${string}` }>;
type Outcome = EventPayload<'payments.disputed'>['outcome'];

/** What payments may tell of the checkout that asked for a ticket. */
export function paymentsOf(input: ReserveInput) {
  const { type, priceMinor: amountMinor, activate: _, holdUntil: __, ...asked } = input;
  const checkout = { ...asked, type: `${type}_SALE` as const, amountMinor };
  return {
    paid: { name: 'payments.paid', payload: checkout },
    processing: { name: 'payments.processing', payload: checkout },
    failed: { name: 'payments.failed', payload: { ...checkout, reason: 'CARD_DECLINED' } },
    expired: { name: 'payments.expired', payload: checkout },
    refunded: { name: 'payments.refunded', payload: { ...checkout, reason: 'BUYER_ASKED' } },
    /** @param dispute which one it is, of several */
    disputed: (outcome: Outcome, dispute = 1): Payment => ({
      name: 'payments.disputed',
      payload: { ...checkout, outcome, revision: 2 * dispute - (outcome === 'OPEN' ? 1 : 0) },
    }),
  } satisfies Record<string, Payment | ((outcome: Outcome) => Payment)>;
}

/** Has the subgraph told that the checkout is paid. */
export const pay = (app: App, input: ReserveInput): Promise<void> => tell(app, paymentsOf(input).paid);

/** The answers to payments since this was last asked: which checkouts got their ticket, and why others did not. */
export async function takeAnswers(app: App): Promise<[checkoutId: string | null, answer: string][]> {
  return (await takeEvents(app)).flatMap(({ name, payload }): [string | null, string][] => {
    if (name === 'tickets.issued') {
      return [[(payload as EventPayload<'tickets.issued'>).checkoutId, 'ISSUED']];
    }
    if (name !== 'tickets.unavailable') return [];
    const { checkoutId, reason } = payload as EventPayload<'tickets.unavailable'>;
    return [[checkoutId, reason]];
  });
}
