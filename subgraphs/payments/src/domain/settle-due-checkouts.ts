import type { App } from '../app.ts';
import { takeDue } from '../db/due-checkout-store.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { ProviderUnavailable } from '../providers/errors.ts';
import { settleCheckout } from './settle-checkout.ts';

const AT_ONCE = 8;

/** Whether the provider has answered; any other failure is that of the one checkout, which is due again by itself. */
async function settled(app: App, checkout: CheckoutRow): Promise<boolean> {
  try {
    await settleCheckout(app, checkout);
    return true;
  } catch (error) {
    const isAway = error instanceof ProviderUnavailable;
    app.logger[isAway ? 'warn' : 'error'](
      { err: error, checkoutId: checkout.id },
      'a checkout is not settled',
    );
    return !isAway;
  }
}

/** Does what is due for all checkouts, until none is left or the provider does not answer. Several may do so at once. */
export async function settleDueCheckouts(app: App): Promise<void> {
  const { lookAgainMs } = app.settings;
  // what is due again by then has its turn the next time
  const now = app.now();
  for (;;) {
    const due = await takeDue(app.db, { now, lookAgainMs, limit: AT_ONCE });
    if (due.length === 0) return;
    const answers = await Promise.all(due.map((checkout) => settled(app, checkout)));
    if (answers.includes(false)) return;
  }
}
