import { newId } from '@arena/subgraph-kit';
import type { CheckoutRow } from '../src/db/schema.ts';
import { handleWebhook } from '../src/domain/handle-webhook.ts';
import { sessionOf, stored, tell } from './orders.ts';
import type { OpenedApp } from './payments-app.ts';

/** Tells the app of a session or payment, as a verified webhook does. */
export const hear = (
  { app }: OpenedApp,
  subject: { sessionId: string } | { paymentId: string },
  id: string = newId(),
): Promise<void> =>
  handleWebhook(app, {
    id,
    type: 'test',
    subject: 'sessionId' in subject ? { kind: 'SESSION', ...subject } : { kind: 'PAYMENT', ...subject },
  });

/** Has an open checkout be paid, and the app hear of it; the payment. */
export async function pay(opened: OpenedApp, checkout: CheckoutRow): Promise<string> {
  const sessionId = sessionOf(checkout);
  const paymentId = opened.provider.pay(sessionId);
  await hear(opened, { sessionId });
  return paymentId;
}

/** Has tickets answer a payment: the ticket is the buyer's. */
export async function issue(
  { app }: OpenedApp,
  { id }: CheckoutRow,
  ticketId?: string,
): Promise<CheckoutRow> {
  const checkout = await stored(app, { id });
  const type = checkout.type === 'VIEWER_SALE' ? 'VIEWER' : 'PARTICIPANT';
  const { tournamentId, matchId, buyerId: ownerId } = checkout;
  const issued = ticketId ?? checkout.ticketId ?? newId();
  await tell(app, {
    name: 'tickets.issued',
    payload: { ticketId: issued, type, tournamentId, matchId, ownerId, checkoutId: id },
  });
  return stored(app, { id });
}

/** Has an open checkout be paid and its ticket issued; the payment. */
export async function complete(opened: OpenedApp, checkout: CheckoutRow): Promise<string> {
  const paymentId = await pay(opened, checkout);
  if (checkout.type !== 'DONATION') await issue(opened, checkout);
  return paymentId;
}
