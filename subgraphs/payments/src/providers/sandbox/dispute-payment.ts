import {
  closeSandboxDispute,
  insertSandboxDispute,
  listSandboxDisputes,
} from '../../db/sandbox-dispute-store.ts';
import type { SandboxDisputeRow } from '../../db/schema.ts';
import { ProviderRefused } from '../errors.ts';
import { disputeObject } from './event-objects.ts';
import { sandboxId, type Sandbox } from './sandbox.ts';
import { tellPlatform } from './tell-platform.ts';
import { withSession, type Tx } from './with-session.ts';

const findOpen = async (tx: Tx, paymentId: string): Promise<SandboxDisputeRow | undefined> =>
  (await listSandboxDisputes(tx, paymentId)).find(({ status }) => status === 'OPEN');

/**
 * Has a payment be disputed, the whole of it or a part.
 * @throws ProviderRefused for one that was never taken, or is disputed already
 */
export const openDispute = (
  sandbox: Sandbox,
  paymentId: string,
  amountMinor: number | undefined,
): Promise<void> =>
  withSession(sandbox, { paymentId }, async (tx, session) => {
    if (session.paymentStatus !== 'SUCCEEDED' || (await findOpen(tx, paymentId)))
      throw new ProviderRefused('payment_intent_unexpected_state');
    const dispute: SandboxDisputeRow = {
      id: sandboxId('dp'),
      paymentId,
      amountMinor: amountMinor ?? session.amountMinor,
      status: 'OPEN',
      createdAt: sandbox.now(),
    };
    await insertSandboxDispute(tx, dispute);
    await tellPlatform(sandbox, tx, 'charge.dispute.created', disputeObject(session, dispute));
  });

/**
 * Has the dispute of a payment come to its end.
 * @throws ProviderRefused for one that is not disputed
 */
export const closeDispute = (sandbox: Sandbox, paymentId: string, outcome: 'WON' | 'LOST'): Promise<void> =>
  withSession(sandbox, { paymentId }, async (tx, session) => {
    const open = await findOpen(tx, paymentId);
    if (!open) throw new ProviderRefused('payment_intent_unexpected_state');
    const closed = await closeSandboxDispute(tx, open, outcome);
    await tellPlatform(sandbox, tx, 'charge.dispute.closed', disputeObject(session, closed));
  });
