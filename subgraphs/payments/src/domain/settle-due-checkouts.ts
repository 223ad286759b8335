import type { App } from '../app.ts';
import { takeDue } from '../db/due-checkout-store.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { ProviderBusy, ProviderFaulty, ProviderUnavailable } from '../providers/errors.ts';
import { settleCheckout } from './settle-checkout.ts';

const AT_ONCE = 8;

/** Whether a failure is that of the one checkout alone, and says nothing of the others. */
const isOfOne = (error: unknown): boolean =>
  !(error instanceof ProviderUnavailable) || error instanceof ProviderFaulty || error instanceof ProviderBusy;

/** Whether the provider has answered; any other failure is that of the one checkout, which is due again by itself. */
async function settled(app: App, checkout: CheckoutRow): Promise<boolean> {
  try {
    await settleCheckout(app, checkout);
    return true;
  } catch (error) {
    app.logger[error instanceof ProviderUnavailable ? 'warn' : 'error'](
      { err: error, checkoutId: checkout.id },
      'a checkout is not settled',
    );
    return isOfOne(error);
  }
}

/**
 * Does what is due for all checkouts, until none is left or the provider answers about none of those asked about
 * together: one that it does not answer about holds up no other. Several may do so at once.
 */
export async function settleDueCheckouts(app: App): Promise<void> {
  const { lookAgainMs } = app.settings;
  // what is due again by then has its turn the next time
  const now = app.now();
  for (;;) {
    const due = await takeDue(app.db, { now, lookAgainMs, limit: AT_ONCE });
    if (due.length === 0) return;
    const answers = await Promise.all(due.map((checkout) => settled(app, checkout)));
    if (due.length === AT_ONCE && !answers.includes(true)) return;
  }
}
