import type { Job } from '@arena/subgraph-kit';
import { z } from 'zod';
import { updateSandboxSession } from '../../db/sandbox-session-store.ts';
import type { SandboxSessionRow } from '../../db/schema.ts';
import { sessionObject } from './event-objects.ts';
import type { Sandbox } from './sandbox.ts';
import { isPayable } from './session-state.ts';
import { tellPlatform } from './tell-platform.ts';
import { withSession, type Tx } from './with-session.ts';

/** The name of the job that notes that a session has expired. */
export const EXPIRY = 'expire-sandbox-session';

const payloadSchema = z.object({ sessionId: z.string() });

async function expire(sandbox: Sandbox, tx: Tx, session: SandboxSessionRow): Promise<SandboxSessionRow> {
  if (session.status !== 'OPEN') return session;
  const expired = await updateSandboxSession(tx, session, { status: 'EXPIRED' });
  await tellPlatform(sandbox, tx, 'checkout.session.expired', sessionObject(expired));
  return expired;
}

/**
 * Closes an open session. Any other stays as it is.
 * @throws ProviderRefused where there is none
 */
export const expireSession = (sandbox: Sandbox, id: string): Promise<SandboxSessionRow> =>
  withSession(sandbox, { id }, (tx, session) => expire(sandbox, tx, session));

/** Closes a session whose time is over. */
export const expireDueSessionJob = (sandbox: Sandbox): Job => ({
  name: EXPIRY,
  run: async (payload) => {
    const { sessionId: id } = payloadSchema.parse(payload);
    await withSession(sandbox, { id }, async (tx, session) => {
      if (isPayable(session, sandbox.now())) throw new Error('The session is not due yet');
      await expire(sandbox, tx, session);
    });
  },
});
