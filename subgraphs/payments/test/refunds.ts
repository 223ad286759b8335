import { person } from '@arena/testing';
import { refundCheckout } from '../src/domain/refund-checkout.ts';
import { settleDueCheckouts } from '../src/domain/settle-due-checkouts.ts';
import { buySeat, takeEvents } from './orders.ts';
import { complete } from './paid-checkouts.ts';
import { callerOf, type OpenedApp } from './payments-app.ts';

const administrator = callerOf(person(undefined, ['platform:admin']));

/** Has money go back, by an administrator unless another caller is given. */
export const refund = (
  { app }: OpenedApp,
  checkoutId: string,
  reason = 'A mistake',
  caller = administrator,
) => refundCheckout(app, caller, { checkoutId, reason });

/** The keys under which the provider was asked for the refund of a checkout. */
export const refundKeys = ({ provider }: OpenedApp, id: string): string[] =>
  provider.calls.flatMap(({ call, key }) => (call === 'refund' && key?.includes(id) ? [key] : []));

/** A seat that was bought, and how it was paid. */
export async function boughtSeat(opened: OpenedApp, tournamentId: string) {
  const checkout = await buySeat(opened, tournamentId);
  const paymentId = await complete(opened, checkout);
  await takeEvents(opened.app);
  return { checkout, paymentId };
}

/** Goes on to when a checkout is looked at again. */
export async function lookAgain({ app, advance }: OpenedApp): Promise<void> {
  advance(app.settings.lookAgainMs);
  await settleDueCheckouts(app);
}
