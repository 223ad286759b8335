import { randomBytes } from 'node:crypto';
import { findSandboxSession } from '../../db/sandbox-session-store.ts';
import { keptWebhookSecret } from '../../db/sandbox-webhook-store.ts';
import type { Env } from '../../env.ts';
import { payPageHandler } from '../../http/pay-page.ts';
import type { OpenedProvider, ProviderParts } from '../open-provider.ts';
import { completeSession } from './complete-session.ts';
import { deliverWebhookJob } from './deliver-webhook.ts';
import { expireDueSessionJob } from './expire-session.ts';
import { createOperator, type SandboxOperator } from './operator.ts';
import { createSandboxProvider } from './sandbox-provider.ts';
import type { Sandbox } from './sandbox.ts';
import { sessionState } from './session-state.ts';

type SandboxEnv = Pick<
  Env,
  | 'PUBLIC_URL'
  | 'SANDBOX_WEBHOOK_SECRET'
  | 'SANDBOX_WEBHOOK_URL'
  | 'SANDBOX_WEBHOOK_REPEATS'
  | 'SANDBOX_WEBHOOK_DELAY_MS'
  | 'SANDBOX_WEBHOOK_SHUFFLE'
>;

export type OpenedSandbox = OpenedProvider & { operator: SandboxOperator };

const WEBHOOK_PATH = '/webhooks/stripe';

/** The pages on which its sessions are paid. */
const pages = (sandbox: Sandbox) => {
  const shown = (session: NonNullable<Awaited<ReturnType<typeof findSandboxSession>>>) => ({
    ...session,
    status: sessionState(session, sandbox.now()).status,
  });
  return payPageHandler({
    find: async (id) => {
      const session = await findSandboxSession(sandbox.db, { id });
      return session && shown(session);
    },
    pay: async (id) => shown(await completeSession(sandbox, id)),
  });
};

/** Opens the sandbox on the subgraph's own database, which has been migrated. */
export async function openSandbox(
  env: SandboxEnv,
  { db, now }: Pick<ProviderParts, 'db' | 'now'>,
): Promise<OpenedSandbox> {
  const sandbox: Sandbox = {
    db,
    now,
    publicUrl: env.PUBLIC_URL,
    webhooks: {
      repeats: env.SANDBOX_WEBHOOK_REPEATS,
      delayMs: env.SANDBOX_WEBHOOK_DELAY_MS,
      isShuffled: env.SANDBOX_WEBHOOK_SHUFFLE === 'on',
    },
  };
  const fresh = `whsec_${randomBytes(32).toString('base64url')}`;
  const secret = env.SANDBOX_WEBHOOK_SECRET ?? (await keptWebhookSecret(db, fresh));
  let address = env.SANDBOX_WEBHOOK_URL;
  return {
    provider: createSandboxProvider(sandbox, secret),
    operator: createOperator(sandbox),
    routes: { '/pay/checkout': pages(sandbox) },
    jobs: [deliverWebhookJob(sandbox, { secret, address: () => address }), expireDueSessionJob(sandbox)],
    listening: (serviceUrl) => void (address ??= new URL(WEBHOOK_PATH, serviceUrl).href),
  };
}
