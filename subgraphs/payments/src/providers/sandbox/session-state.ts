import type { SandboxDisputeRow, SandboxRefundRow, SandboxSessionRow } from '../../db/schema.ts';
import type { ProviderPayment, ProviderRefund, ProviderSession, SessionState } from '../provider.ts';
import type { Sandbox } from './sandbox.ts';

/** Whether a session can be paid: from its last moment on it cannot, whether or not that has been noted. */
export const isPayable = (session: SandboxSessionRow, now: Date): boolean =>
  session.status === 'OPEN' && now < session.expiresAt;

/** Where the payment of a session stands. */
export function sessionState(session: SandboxSessionRow, now: Date): SessionState {
  const { paymentId, paymentStatus } = session;
  if (isPayable(session, now)) return { status: 'OPEN' };
  if (paymentId === null || paymentStatus === null) return { status: 'EXPIRED' };
  if (paymentStatus === 'FAILED') return { status: 'FAILED', reason: session.failure ?? 'unknown' };
  return { status: paymentStatus === 'SUCCEEDED' ? 'PAID' : 'PROCESSING', paymentId };
}

/** Where a session is paid. */
const pageOf = ({ publicUrl }: Sandbox, id: string): string => {
  const url = new URL('/pay/checkout', publicUrl);
  url.searchParams.set('session', id);
  return url.href;
};

/** A session as the platform is told of it. */
export function providerSession(sandbox: Sandbox, session: SandboxSessionRow): ProviderSession {
  const { id, checkoutId, amountMinor, currency } = session;
  const state = sessionState(session, sandbox.now());
  return {
    id,
    checkoutId,
    url: state.status === 'OPEN' ? pageOf(sandbox, id) : null,
    amountMinor,
    currency,
    state,
  };
}

/** A refund as the platform is told of it. */
export const providerRefund = ({ id, amountMinor, status, reason }: SandboxRefundRow): ProviderRefund => ({
  id,
  amountMinor,
  status,
  reason,
});

/** What has gone back of a payment. */
export const refundedMinor = (refunds: readonly SandboxRefundRow[]): number =>
  refunds
    .filter(({ status }) => status === 'SUCCEEDED')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** The payment of a session as the platform is told of it. */
export const providerPayment = (
  paymentId: string,
  { checkoutId }: SandboxSessionRow,
  refunds: readonly SandboxRefundRow[],
  disputes: readonly SandboxDisputeRow[],
): ProviderPayment => ({
  id: paymentId,
  checkoutId,
  refundedMinor: refundedMinor(refunds),
  refunds: refunds.map(providerRefund),
  disputes: disputes.map(({ id, amountMinor, status }) => ({ id, amountMinor, status })),
});
