import { listSandboxDisputes } from '../../db/sandbox-dispute-store.ts';
import { listSandboxRefunds } from '../../db/sandbox-refund-store.ts';
import { findSandboxSession, type SandboxSessionName } from '../../db/sandbox-session-store.ts';
import type { SandboxSessionRow } from '../../db/schema.ts';
import { ProviderRefused } from '../errors.ts';
import type { PaymentProvider } from '../provider.ts';
import { readSignedWebhook } from '../read-signed-webhook.ts';
import { expireSession } from './expire-session.ts';
import { openSession } from './open-session.ts';
import { refundPayment } from './refund-payment.ts';
import type { Sandbox } from './sandbox.ts';
import { providerPayment, providerRefund, providerSession } from './session-state.ts';

async function existing({ db }: Sandbox, name: SandboxSessionName): Promise<SandboxSessionRow> {
  const session = await findSandboxSession(db, name);
  if (!session) throw new ProviderRefused('resource_missing');
  return session;
}

/** The sandbox, as the platform sees it: a provider whose pages, payments and webhooks are our own. */
export const createSandboxProvider = (sandbox: Sandbox, secret: string): PaymentProvider => ({
  name: 'sandbox',
  openSession: async (request, key) => providerSession(sandbox, await openSession(sandbox, request, key)),
  findSession: async (id) => providerSession(sandbox, await existing(sandbox, { id })),
  expireSession: async (id) => providerSession(sandbox, await expireSession(sandbox, id)),
  refund: async ({ paymentId }, key) => providerRefund(await refundPayment(sandbox, paymentId, key)),
  findPayment: async (paymentId) => {
    const session = await existing(sandbox, { paymentId });
    const [refunds, disputes] = await Promise.all([
      listSandboxRefunds(sandbox.db, paymentId),
      listSandboxDisputes(sandbox.db, paymentId),
    ]);
    return providerPayment(paymentId, session, refunds, disputes);
  },
  readWebhook: (body, signature) =>
    readSignedWebhook({ secret, isLive: false, now: sandbox.now }, body, signature),
});
