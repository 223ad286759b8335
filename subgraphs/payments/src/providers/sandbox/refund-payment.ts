import { listSandboxDisputes } from '../../db/sandbox-dispute-store.ts';
import {
  findSandboxRefundByKey,
  insertSandboxRefund,
  listSandboxRefunds,
} from '../../db/sandbox-refund-store.ts';
import type { SandboxRefundRow, SandboxSessionRow } from '../../db/schema.ts';
import { ProviderRefused } from '../errors.ts';
import { chargeObject } from './event-objects.ts';
import { sandboxId, type Sandbox } from './sandbox.ts';
import { tellPlatform } from './tell-platform.ts';
import { withSession, type Tx } from './with-session.ts';

/** The refund that this key was used for, or that has given the payment back already. */
async function madeBefore(
  tx: Tx,
  paymentId: string,
  idempotencyKey: string,
): Promise<SandboxRefundRow | undefined> {
  const refund = await findSandboxRefundByKey(tx, idempotencyKey);
  if (refund && refund.paymentId !== paymentId) throw new ProviderRefused('idempotency_error');
  return refund ?? (await listSandboxRefunds(tx, paymentId)).find(({ status }) => status !== 'FAILED');
}

async function check(tx: Tx, paymentId: string, { paymentStatus }: SandboxSessionRow): Promise<void> {
  if (paymentStatus !== 'SUCCEEDED') throw new ProviderRefused('payment_intent_unexpected_state');
  const disputes = await listSandboxDisputes(tx, paymentId);
  if (disputes.some(({ status }) => status !== 'WON')) throw new ProviderRefused('charge_disputed');
}

/**
 * Gives a payment back, once.
 * @throws ProviderRefused for one that was never taken, or is disputed
 */
export const refundPayment = (
  sandbox: Sandbox,
  paymentId: string,
  idempotencyKey: string,
): Promise<SandboxRefundRow> =>
  withSession(sandbox, { paymentId }, async (tx, session) => {
    const before = await madeBefore(tx, paymentId, idempotencyKey);
    if (before) return before;
    await check(tx, paymentId, session);
    const refund: SandboxRefundRow = {
      id: sandboxId('re'),
      idempotencyKey,
      paymentId,
      amountMinor: session.amountMinor,
      status: 'SUCCEEDED',
      reason: null,
      createdAt: sandbox.now(),
    };
    await insertSandboxRefund(tx, refund);
    await tellPlatform(sandbox, tx, 'charge.refunded', chargeObject(session, [refund]));
    return refund;
  });
