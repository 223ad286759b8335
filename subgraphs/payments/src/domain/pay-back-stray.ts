import type { App } from '../app.ts';
import { findCheckout } from '../db/checkout-store.ts';
import type { ProviderSession } from '../providers/provider.ts';

/**
 * Gives back what was paid in a session that a crash had left behind, and another has replaced as that of its checkout:
 * nobody was sent there, so the log is told. Safe to repeat.
 * @throws ProviderUnavailable, ProviderRefused
 */
export async function payBackStray({ db, logger, provider }: App, session: ProviderSession): Promise<void> {
  const { id: sessionId, checkoutId, state } = session;
  if (state.status !== 'PAID') return;
  const checkout = await findCheckout(db, checkoutId);
  if (!checkout || checkout.sessionId === null || checkout.sessionId === sessionId) return;
  const { paymentId } = state;
  logger.error(
    { checkoutId, sessionId, paymentId },
    'a session that was replaced has been paid; it is paid back',
  );
  await provider.refund({ paymentId, checkoutId }, `session:${sessionId}:refund`);
}
