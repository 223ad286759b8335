import { failSandboxRefund, findSandboxRefund } from '../../db/sandbox-refund-store.ts';
import { updateSandboxSession } from '../../db/sandbox-session-store.ts';
import type { SandboxSessionRow } from '../../db/schema.ts';
import { ProviderRefused } from '../errors.ts';
import { completeSession } from './complete-session.ts';
import { closeDispute, openDispute } from './dispute-payment.ts';
import { refundObject, sessionObject } from './event-objects.ts';
import type { Sandbox } from './sandbox.ts';
import { tellPlatform } from './tell-platform.ts';
import { withSession } from './with-session.ts';

/** What befalls payments without the platform's doing; done by hand, since no buyer or bank is there. */
export type SandboxOperator = {
  /** Pays as a buyer on the page does. */
  pay: (sessionId: string) => Promise<SandboxSessionRow>;
  /** Pays by something that is cleared later. */
  payLater: (sessionId: string) => Promise<SandboxSessionRow>;
  /** Has a payment cleared, or refused in the end. */
  settle: (paymentId: string, outcome: 'SUCCEEDED' | 'FAILED') => Promise<void>;
  /** Has a payment be disputed: the whole of it, unless so much of it. */
  openDispute: (paymentId: string, amountMinor?: number) => Promise<void>;
  closeDispute: (paymentId: string, outcome: 'WON' | 'LOST') => Promise<void>;
  /** Has a refund fail after the fact. */
  failRefund: (refundId: string) => Promise<void>;
};

/** Has a payment that is still being cleared come to its end, and tells of it. */
const settle = (sandbox: Sandbox, paymentId: string, outcome: 'SUCCEEDED' | 'FAILED'): Promise<void> =>
  withSession(sandbox, { paymentId }, async (tx, session) => {
    if (session.paymentStatus !== 'PROCESSING') throw new ProviderRefused('payment_intent_unexpected_state');
    const failure = outcome === 'FAILED' ? 'insufficient_funds' : null;
    const settled = await updateSandboxSession(tx, session, { paymentStatus: outcome, failure });
    const type = `checkout.session.async_payment_${outcome.toLowerCase()}`;
    await tellPlatform(sandbox, tx, type, sessionObject(settled));
  });

async function failRefund(sandbox: Sandbox, refundId: string): Promise<void> {
  const refund = await findSandboxRefund(sandbox.db, refundId);
  if (!refund) throw new ProviderRefused('resource_missing');
  await withSession(sandbox, { paymentId: refund.paymentId }, async (tx, session) => {
    const failed = await failSandboxRefund(tx, refund, 'expired_or_canceled_card');
    await tellPlatform(sandbox, tx, 'refund.failed', refundObject(session, failed));
  });
}

/** Makes the operator of a sandbox. */
export const createOperator = (sandbox: Sandbox): SandboxOperator => ({
  pay: (id) => completeSession(sandbox, id),
  payLater: (id) => completeSession(sandbox, id, 'PROCESSING'),
  settle: (paymentId, outcome) => settle(sandbox, paymentId, outcome),
  openDispute: (paymentId, amountMinor) => openDispute(sandbox, paymentId, amountMinor),
  closeDispute: (paymentId, outcome) => closeDispute(sandbox, paymentId, outcome),
  failRefund: (refundId) => failRefund(sandbox, refundId),
});
