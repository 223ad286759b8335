import { newId } from '@arena/subgraph-kit';
import { eventually } from '@arena/testing';
import { press } from '../buying.ts';
import type { Person, Stage } from './stage.ts';

/** What each purchase says besides what is bought: where the buyer goes after it, and a key of its own. */
export const terms = ({ arena: { url } }: Stage) => ({
  successUrl: `${url}/thanks`,
  cancelUrl: `${url}/back`,
  idempotencyKey: newId(),
});

export type Opened = { id: string; paymentUrl: string };

/** A checkout of the buyer's once it is paid and what it has bought is theirs. */
export async function onceSucceeded({ run }: Person, { id }: Pick<Opened, 'id'>) {
  const { checkout } = await eventually(
    () => run('Checkout', { id }),
    (shown) => shown.checkout.status === 'SUCCEEDED',
  );
  return checkout;
}

/** Pays on the provider's page, and waits for what is bought. */
export async function pay(buyer: Person, opened: Opened) {
  await press(opened.paymentUrl, 'Pay');
  return onceSucceeded(buyer, opened);
}
