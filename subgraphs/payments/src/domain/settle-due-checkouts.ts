import type { App } from '../app.ts';
import { takeDue } from '../db/due-checkout-store.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { ProviderBusy, ProviderFaulty, ProviderUnavailable } from '../providers/errors.ts';
import { continueCallOffs } from './call-off-step.ts';
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
 * Calls off what is left over of that, and does what is due for all checkouts, until none is left or the provider answers about none of those asked about
 * together: one that it does not answer about holds up no other. Several may do so at once.
 */
export async function settleDueCheckouts(app: App): Promise<void> {
  const { lookAgainMs } = app.settings;
  await continueCallOffs(app).catch((error: unknown) =>
    app.logger.error({ err: error }, 'not all is called off yet'),
  );
  // what is due again by then has its turn the next time
  const now = app.now();
  for (;;) {
    const due = await takeDue(app.db, { now, lookAgainMs, limit: AT_ONCE });
    if (due.length === 0) return;
    const answers = await Promise.all(due.map((checkout) => settled(app, checkout)));
    if (due.length === AT_ONCE && !answers.includes(true)) return;
  }
}
