import { newId } from '@arena/subgraph-kit';
import { eventually, type Ask, type GraphQLAnswer } from '@arena/testing';

/** Who buys, by whichever way they ask. */
export type Buyer = { ask: Ask };

export type Checkout = {
  id: string;
  type: string;
  status: string;
  amount: { amount: number; currency: string };
  paymentUrl: string | null;
  ticket: { id: string } | null;
};

const FIELDS = 'id type status amount { amount currency } paymentUrl ticket { id }';

const returnTo = (origin: string) => ({ successUrl: `${origin}/thanks`, cancelUrl: `${origin}/back` });

/** What a checkout is opened with: a key of its own unless one is given. */
export type Opening = { origin: string; idempotencyKey?: string } & Record<string, unknown>;

const open =
  (mutation: string, inputType: string) =>
  ({ ask }: Buyer, { origin, ...input }: Opening): Promise<GraphQLAnswer> =>
    ask(`mutation ($input: ${inputType}!) { checkout: ${mutation}(input: $input) { ${FIELDS} } }`, {
      input: { ...returnTo(origin), idempotencyKey: newId(), ...input },
    });

/** Asks for a seat of a tournament. */
export const askForSeat = open('buyParticipantTicket', 'BuyParticipantTicketInput');
/** Asks for a ticket to watch a match. */
export const askForView = open('buyViewerTicket', 'BuyViewerTicketInput');
/** Asks to give something to a tournament. */
export const askToGive = open('donate', 'DonateInput');

/** The checkout that was opened, if none was refused. */
export async function opened(asking: Promise<GraphQLAnswer>): Promise<Checkout> {
  const { data, errors } = await asking;
  if (errors) throw new Error(JSON.stringify(errors));
  return data.checkout;
}

/** The buyer's own checkout as it is now. */
export const checkoutOf = async ({ ask }: Buyer, { id }: { id: string }): Promise<Checkout> =>
  (await ask(`query ($id: ID!) { checkout(id: $id) { ${FIELDS} } }`, { id })).data.checkout;

/** The buyer's own checkout once it stands so. */
export const checkoutOnce = (buyer: Buyer, checkout: { id: string }, status: string): Promise<Checkout> =>
  eventually(
    () => checkoutOf(buyer, checkout),
    (found) => found.status === status,
  );

/** The address of the page on which a checkout is paid. */
export function pageOf({ id, paymentUrl }: Checkout): string {
  if (paymentUrl === null) throw new Error(`There is nothing to pay for checkout ${id}`);
  return paymentUrl;
}

export type Pressed = { status: number; location: string | null; page: string };

/** Opens the page of a payment as a browser does, and presses the button that bears the label. */
export async function press(pageUrl: string, label: 'Pay' | 'Decline' | 'Cancel'): Promise<Pressed> {
  const shown = await fetch(pageUrl);
  const form = new RegExp(`name="(\\w+)" value="(\\w+)">${label}</button>`).exec(await shown.text());
  const [, name, value] = form ?? [];
  if (!name || !value) throw new Error(`The page (${shown.status}) has no button ${label}`);
  const answer = await fetch(pageUrl, {
    method: 'POST',
    body: new URLSearchParams({ [name]: value }),
    redirect: 'manual',
  });
  return { status: answer.status, location: answer.headers.get('location'), page: await answer.text() };
}
