import type { MessageHeaders } from '@arena/events';
import type { App } from '../app.ts';
import { findCheckout, lockCheckout, updateUnopened } from '../db/checkout-store.ts';
import type { CheckoutRow } from '../db/schema.ts';
import type { ProviderSession } from '../providers/provider.ts';
import { releaseTicket } from './ask-tickets.ts';
import { changeCheckout, commitChange } from './change-checkout.ts';
import { PaymentFailed, toPaymentFailure } from './errors.ts';
import { tellCheckoutUpdated } from './tell-checkout-updated.ts';

/** Opens the page on which a checkout is paid: the same one if asked again with the same time to pay. */
const openAt = ({ provider }: App, checkout: CheckoutRow): Promise<ProviderSession> =>
  provider.openSession(
    {
      checkoutId: checkout.id,
      description: checkout.description,
      amountMinor: checkout.amountMinor,
      currency: checkout.currency,
      successUrl: checkout.successUrl,
      cancelUrl: checkout.cancelUrl,
      expiresAt: checkout.expiresAt,
    },
    `checkout:${checkout.id}:session-${checkout.expiresAt.getTime()}`,
  );

/** Gives up a checkout that still has no session: its payment has failed before it began. */
export async function failUnopened(
  app: App,
  checkoutId: string,
  reason: string,
  headers: MessageHeaders,
): Promise<CheckoutRow | undefined> {
  return commitChange(app, async (tx) => {
    const checkout = await lockCheckout(tx, checkoutId);
    if (checkout?.status !== 'PENDING' || checkout.sessionId !== null) return undefined;
    return changeCheckout(app, tx, checkout, { status: 'FAILED', reason }, headers);
  });
}

/** Closes a page that nobody is sent to. */
async function dropSession({ provider, logger }: App, { id, checkoutId }: ProviderSession): Promise<void> {
  await provider.expireSession(id).catch((error: unknown) => {
    logger.warn({ err: error, checkoutId }, 'a session that nobody uses stays open until its time is over');
  });
}

/** Makes an opened session that of its checkout, unless that has been given up or gone on with meanwhile. */
async function keepSession(
  app: App,
  checkout: CheckoutRow,
  session: ProviderSession,
  headers: MessageHeaders,
): Promise<CheckoutRow> {
  const { id, ticketId } = checkout;
  const opened = { ticketId, sessionId: session.id, paymentUrl: session.url };
  const kept = await updateUnopened(app.db, checkout, opened);
  if (kept) {
    tellCheckoutUpdated(app, id);
    return kept;
  }
  const current = await findCheckout(app.db, id);
  if (current?.sessionId === session.id) return current;
  await dropSession(app, session);
  // where others go on with the checkout, its ticket is theirs
  if (!current || (current.status !== 'PENDING' && current.sessionId === null)) {
    await releaseTicket(app, checkout, headers);
  }
  if (!current) throw new PaymentFailed('GIVEN_UP', 'The checkout has been given up');
  return current;
}

/**
 * Opens the session in which a checkout is paid. Where the provider cannot, the checkout has failed and its ticket is
 * free again.
 * @throws PaymentFailed
 */
export async function openSession(
  app: App,
  checkout: CheckoutRow,
  headers: MessageHeaders,
): Promise<CheckoutRow> {
  const session = await openAt(app, checkout).catch(async (error: unknown) => {
    const failure = toPaymentFailure(error);
    app.logger.warn({ err: error, checkoutId: checkout.id }, 'a session cannot be opened');
    const failed = await failUnopened(app, checkout.id, failure.extensions.reason, headers);
    if (failed) await releaseTicket(app, failed, headers);
    throw failure;
  });
  app.failpoint('after-session');
  return keepSession(app, checkout, session, headers);
}
