import { updateSandboxSession } from '../../db/sandbox-session-store.ts';
import type { SandboxSessionRow } from '../../db/schema.ts';
import { sessionObject } from './event-objects.ts';
import { sandboxId, type Sandbox } from './sandbox.ts';
import { isPayable } from './session-state.ts';
import { tellPlatform } from './tell-platform.ts';
import { withSession } from './with-session.ts';

/**
 * Takes the payment of an open session, once: at once, or to be cleared later. Any other session stays as it is.
 * @throws ProviderRefused where there is none
 */
export const completeSession = (
  sandbox: Sandbox,
  id: string,
  paymentStatus: 'SUCCEEDED' | 'PROCESSING' = 'SUCCEEDED',
): Promise<SandboxSessionRow> =>
  withSession(sandbox, { id }, async (tx, session) => {
    if (!isPayable(session, sandbox.now())) return session;
    const change = { status: 'COMPLETE' as const, paymentId: sandboxId('pi'), paymentStatus };
    const completed = await updateSandboxSession(tx, session, change);
    await tellPlatform(sandbox, tx, 'checkout.session.completed', sessionObject(completed));
    return completed;
  });
