import { findSandboxSession, insertSandboxSession } from '../../db/sandbox-session-store.ts';
import { addSandboxJob } from '../../db/sandbox-webhook-store.ts';
import type { SandboxSessionRow } from '../../db/schema.ts';
import { ProviderRefused } from '../errors.ts';
import type { SessionRequest } from '../provider.ts';
import { EXPIRY } from './expire-session.ts';
import { sandboxId, type Sandbox } from './sandbox.ts';

const MIN_OPEN_MS = 30 * 60_000;
const MAX_OPEN_MS = 24 * 3_600_000;
/** The database's clock, which the job goes by, may be ahead of this one. */
const EXPIRY_NOTED_AFTER_MS = 1_000;

function check({ amountMinor, expiresAt }: SessionRequest, now: Date): void {
  if (!Number.isInteger(amountMinor) || amountMinor < 1) throw new ProviderRefused('amount_too_small');
  if (!Number.isSafeInteger(amountMinor)) throw new ProviderRefused('amount_too_large');
  const aheadMs = expiresAt.getTime() - now.getTime();
  if (aheadMs < MIN_OPEN_MS || aheadMs > MAX_OPEN_MS) throw new ProviderRefused('expires_at');
}

const wholeSeconds = (at: Date): Date => new Date(Math.floor(at.getTime() / 1_000) * 1_000);

const COMPARED = ['checkoutId', 'description', 'amountMinor', 'currency', 'successUrl', 'cancelUrl'] as const;

const isAlike = (session: SandboxSessionRow, request: SessionRequest): boolean =>
  COMPARED.every((name) => session[name] === request[name]) &&
  session.expiresAt.getTime() === wholeSeconds(request.expiresAt).getTime();

/** The session that a key was used for, if it was. */
async function openedBefore(
  { db }: Pick<Sandbox, 'db'>,
  request: SessionRequest,
  idempotencyKey: string,
): Promise<SandboxSessionRow | undefined> {
  const session = await findSandboxSession(db, { idempotencyKey });
  if (session && !isAlike(session, request)) throw new ProviderRefused('idempotency_error');
  return session;
}

/** Opens a session, which expires by itself. */
export async function openSession(
  sandbox: Sandbox,
  request: SessionRequest,
  idempotencyKey: string,
): Promise<SandboxSessionRow> {
  const { db, now } = sandbox;
  const before = await openedBefore(sandbox, request, idempotencyKey);
  if (before) return before;
  const createdAt = now();
  check(request, createdAt);
  const expiresAt = wholeSeconds(request.expiresAt);
  const opened = await db.transaction(async (tx) => {
    const session = await insertSandboxSession(tx, {
      ...request,
      id: sandboxId('cs'),
      idempotencyKey,
      expiresAt,
      createdAt,
      status: 'OPEN',
      paymentId: null,
      paymentStatus: null,
      failure: null,
    });
    if (!session) return undefined;
    const runAt = new Date(expiresAt.getTime() + EXPIRY_NOTED_AFTER_MS);
    await addSandboxJob(tx, { name: EXPIRY, payload: { sessionId: session.id }, runAt });
    return session;
  });
  const session = opened ?? (await openedBefore(sandbox, request, idempotencyKey));
  if (!session) throw new Error('A session is neither new nor known');
  return session;
}
