import type { MessageHeaders } from '@arena/events';
import type { App } from '../app.ts';
import { findCheckout, lockCheckout, updateUnopened } from '../db/checkout-store.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { ProviderBusy, ProviderFaulty, ProviderUnavailable } from '../providers/errors.ts';
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

/** Whether a call opens what it has stored itself, or goes on with what another has left, or may still be at. */
export type Attempt = 'FIRST' | 'REPEATED';

/** Whether another call may still get the session that this one did not get. */
const isOpenElsewhere = (error: unknown, attempt: Attempt): boolean =>
  error instanceof ProviderBusy ||
  // what the provider has answered under their one key, it answers the other call too
  (attempt === 'REPEATED' && error instanceof ProviderUnavailable && !(error instanceof ProviderFaulty));

/**
 * Leaves a checkout to the call that may still open its session; the checkout as it is by now. Should nothing come of
 * that, it can be gone on with, and is given up in the end.
 */
async function leaveToOther(
  app: App,
  checkout: CheckoutRow,
  error: unknown,
  failure: PaymentFailed,
): Promise<CheckoutRow> {
  const current = await findCheckout(app.db, checkout.id);
  if (!current || (current.sessionId === null && !(error instanceof ProviderBusy))) throw failure;
  return current;
}

/** What becomes of a checkout when this call cannot open its session: it has failed, unless another call may open it. */
async function withoutSession(
  app: App,
  checkout: CheckoutRow,
  attempt: Attempt,
  error: unknown,
  headers: MessageHeaders,
): Promise<CheckoutRow> {
  const failure = toPaymentFailure(error);
  app.logger.warn({ err: error, checkoutId: checkout.id }, 'a session cannot be opened');
  if (isOpenElsewhere(error, attempt)) return leaveToOther(app, checkout, error, failure);
  const failed = await failUnopened(app, checkout.id, failure.extensions.reason, headers);
  if (failed) await releaseTicket(app, failed, headers);
  throw failure;
}

/**
 * Opens the session in which a checkout is paid. Where the provider cannot, the checkout has failed and its ticket is
 * free again; where it is at it already for another call, the checkout is returned as it is.
 * @throws PaymentFailed
 */
export async function openSession(
  app: App,
  checkout: CheckoutRow,
  attempt: Attempt,
  headers: MessageHeaders,
): Promise<CheckoutRow> {
  let session: ProviderSession;
  try {
    session = await openAt(app, checkout);
  } catch (error) {
    return withoutSession(app, checkout, attempt, error, headers);
  }
  app.failpoint('after-session');
  return keepSession(app, checkout, session, headers);
}
