import { newId } from '@arena/subgraph-kit';
import { ProviderRefused } from '../src/providers/errors.ts';
import type { ProviderSession, SessionRequest, SessionState } from '../src/providers/provider.ts';
import { sandboxOnTrial, stripeOnTrial, type ProviderOnTrial } from './providers-on-trial.ts';

// what the suites that hold both providers to one contract have in common

export const MINUTE_MS = 60_000;

/** Both providers, by their names. */
export const PROVIDERS: [name: string, open: () => Promise<ProviderOnTrial>][] = [
  ['stripe', stripeOnTrial],
  ['sandbox', sandboxOnTrial],
];

/** Why a provider refuses something. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ProviderRefused) return error.code;
    throw error;
  }
  throw new Error('It was not refused');
}

export const aheadOf = ({ now }: ProviderOnTrial, ms: number): Date => new Date(now().getTime() + ms);

export const newRequest = (
  trial: ProviderOnTrial,
  changes: Partial<SessionRequest> = {},
): SessionRequest => ({
  checkoutId: newId(),
  description: 'Participant ticket: Copa «Ñandú» & friends',
  amountMinor: 2_000_000,
  currency: 'COP',
  successUrl: 'https://arena.example/paid?from=ticket&seat=1#top',
  cancelUrl: 'https://arena.example/back',
  expiresAt: aheadOf(trial, 31 * MINUTE_MS),
  ...changes,
});

export function openNew(
  trial: ProviderOnTrial,
  changes: Partial<SessionRequest> = {},
): Promise<ProviderSession> {
  const request = newRequest(trial, changes);
  return trial.provider.openSession(request, `checkout:${request.checkoutId}:session`);
}

export const stateOf = async (trial: ProviderOnTrial, { id }: { id: string }): Promise<SessionState> =>
  (await trial.provider.findSession(id)).state;

/** A session that has been paid, and its payment. */
export async function openPaid(trial: ProviderOnTrial) {
  const session = await openNew(trial);
  await trial.pay(session);
  const state = await stateOf(trial, session);
  if (state.status !== 'PAID') throw new Error(`The session is ${state.status}`);
  return { ...session, paymentId: state.paymentId };
}

/** What a webhook about a session is about. */
export const ofSession = ({ id: sessionId }: { id: string }) => ({ kind: 'SESSION' as const, sessionId });
