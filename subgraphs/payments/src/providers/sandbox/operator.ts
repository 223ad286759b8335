import { failSandboxRefund, findSandboxRefund } from '../../db/sandbox-refund-store.ts';
import { updateSandboxSession, type SandboxSessionChange } from '../../db/sandbox-session-store.ts';
import type { SandboxSessionRow } from '../../db/schema.ts';
import { ProviderRefused } from '../errors.ts';
import { completeSession } from './complete-session.ts';
import { disputeObject, refundObject, sessionObject } from './event-objects.ts';
import { sandboxId, type Sandbox } from './sandbox.ts';
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
  openDispute: (paymentId: string) => Promise<void>;
  closeDispute: (paymentId: string, outcome: 'WON' | 'LOST') => Promise<void>;
  /** Has a refund fail after the fact. */
  failRefund: (refundId: string) => Promise<void>;
};

type Turn = {
  isTime: (session: SandboxSessionRow) => boolean;
  change: SandboxSessionChange;
  type: string;
  object: (session: SandboxSessionRow) => object;
};

/** Changes a payment and tells of it. */
const turn = (sandbox: Sandbox, paymentId: string, { isTime, change, type, object }: Turn): Promise<void> =>
  withSession(sandbox, { paymentId }, async (tx, session) => {
    if (!isTime(session)) throw new ProviderRefused('payment_intent_unexpected_state');
    await tellPlatform(sandbox, tx, type, object(await updateSandboxSession(tx, session, change)));
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
  settle: (paymentId, outcome) =>
    turn(sandbox, paymentId, {
      isTime: ({ paymentStatus }) => paymentStatus === 'PROCESSING',
      change: { paymentStatus: outcome, failure: outcome === 'FAILED' ? 'insufficient_funds' : null },
      type: `checkout.session.async_payment_${outcome.toLowerCase()}`,
      object: sessionObject,
    }),
  openDispute: (paymentId) =>
    turn(sandbox, paymentId, {
      isTime: ({ paymentStatus, dispute }) => paymentStatus === 'SUCCEEDED' && dispute === null,
      change: { disputeId: sandboxId('dp'), dispute: 'OPEN' },
      type: 'charge.dispute.created',
      object: disputeObject,
    }),
  closeDispute: (paymentId, dispute) =>
    turn(sandbox, paymentId, {
      isTime: (session) => session.dispute === 'OPEN',
      change: { dispute },
      type: 'charge.dispute.closed',
      object: disputeObject,
    }),
  failRefund: (refundId) => failRefund(sandbox, refundId),
});
