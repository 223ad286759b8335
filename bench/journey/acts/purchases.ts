import { randomUUID } from 'node:crypto';
import type { Actor } from '../client/actor.ts';
import { UnexpectedAnswer } from '../client/answers.ts';
import { until } from '../../../dev/seed/until.ts';

/** What somebody may hear who wants to buy or give. */
const REFUSALS = [
  'SOLD_OUT',
  'ALREADY_HAS_TICKET',
  'CONFLICT CHECKOUT_OPEN',
  'CONFLICT TOO_MANY_LAPSED',
  'CONFLICT SALE_CLOSED',
  'RATE_LIMITED',
  // another domain took more than the two seconds that it has to answer an order
  'SUBGRAPH_UNAVAILABLE',
];

const ENDED = ['FAILED', 'EXPIRED', 'CANCELED', 'REFUNDING', 'REFUNDED', 'DISPUTED'];

type Checkouts = Record<string, Checkout | null>;
type Checkout = { id: string; status: string; paymentUrl: string | null; ticket?: { id: string } | null };

const ORDERS = {
  'buy-participant-ticket': 'buyParticipantTicket',
  'buy-viewer-ticket': 'buyViewerTicket',
  donate: 'donate',
} as const;
type Order = keyof typeof ORDERS;

/** Opens a checkout. */
export async function order(
  { ask, person, connection: { url } }: Actor,
  operation: Order,
  about: Record<string, unknown>,
): Promise<Checkout> {
  const input = {
    successUrl: `${url}/thanks`,
    cancelUrl: `${url}/back`,
    idempotencyKey: randomUUID(),
    ...about,
  };
  const data = await ask<Checkouts>({ operation, variables: { input }, refusals: REFUSALS });
  const checkout = data[ORDERS[operation]];
  if (!checkout) throw new UnexpectedAnswer(`${operation} has opened no checkout`);
  person.checkout = checkout.id;
  return checkout;
}

/** Pays on the provider's page, as a browser does. */
async function payOnPage({ connection }: Actor, { id, paymentUrl }: Checkout): Promise<void> {
  if (paymentUrl === null) throw new UnexpectedAnswer(`Checkout ${id} has no page to pay on`);
  const page = await connection.visit(paymentUrl);
  if (page.status !== 200 || !page.text.includes('value="pay"')) {
    throw new UnexpectedAnswer(`The page of checkout ${id} is ${page.status}: ${page.text.slice(0, 500)}`);
  }
  const paid = await connection.visit(paymentUrl, { action: 'pay' });
  if (paid.status !== 303 || !paid.location?.endsWith('/thanks')) {
    throw new UnexpectedAnswer(
      `Paying checkout ${id} was answered ${paid.status}: ${paid.text.slice(0, 500)}`,
    );
  }
}

const checkoutIn = (data: Checkouts, field: string, id: string): Checkout => {
  const checkout = data[field];
  if (!checkout || ENDED.includes(checkout.status)) {
    throw new UnexpectedAnswer(`Checkout ${id} was paid and is ${JSON.stringify(checkout)}`);
  }
  return checkout;
};

/** Pays, comes back, and looks until it is done; the checkout as it is then. */
export async function pay(actor: Actor, checkout: Checkout): Promise<Checkout> {
  await payOnPage(actor, checkout);
  const { id } = checkout;
  const confirmed = await actor.ask<Checkouts>({
    operation: 'confirm-checkout',
    variables: { checkoutId: id },
  });
  const first = checkoutIn(confirmed, 'confirmCheckout', id);
  if (first.status === 'SUCCEEDED') return first;
  return until(
    `checkout ${id} has succeeded`,
    async () =>
      checkoutIn(await actor.ask<Checkouts>({ operation: 'checkout', variables: { id } }), 'checkout', id),
    ({ status }) => status === 'SUCCEEDED',
  );
}

/** Buys a seat of a tournament, and has its ticket. */
export async function buySeatOf(actor: Actor, tournamentId: string): Promise<void> {
  const paid = await pay(actor, await order(actor, 'buy-participant-ticket', { tournamentId }));
  if (!paid.ticket) throw new UnexpectedAnswer(`Checkout ${paid.id} has succeeded without a ticket`);
  actor.person.seats.set(tournamentId, paid.ticket.id);
}
