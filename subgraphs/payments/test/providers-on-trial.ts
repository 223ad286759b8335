import { register, testAdapters } from '@arena/testing';
import Stripe from 'stripe';
import type { PaymentProvider, ProviderSession } from '../src/providers/provider.ts';
import { createStripeClient } from '../src/providers/stripe/stripe-client.ts';
import { createStripeProvider } from '../src/providers/stripe/stripe-provider.ts';
import { openSandboxOnTrial, SANDBOX_SECRET } from './sandbox-on-trial.ts';
import { closeDispute, openDispute, settleRefund } from './stripe-double/refunds.ts';
import { completeSession, MAX_AMOUNT, settlePayment } from './stripe-double/sessions.ts';
import { startStripeDouble } from './stripe-double/start-stripe-double.ts';
import { startReceiver } from './webhook-receiver.ts';

/** A provider, and the world around it: buyers, banks, and the platform that its webhooks reach. */
type Trial = {
  provider: PaymentProvider;
  receiver: Awaited<ReturnType<typeof startReceiver>>;
  now: () => Date;
  timePasses: (ms: number) => Promise<void>;
  /** the largest amount that it takes of COP */
  maxAmountMinor: number;
  /** Pays on the page of a session; the answer, which leads on. */
  pay: (session: ProviderSession) => Promise<Response>;
  payLater: (sessionId: string) => Promise<unknown>;
  settle: (paymentId: string, outcome: 'SUCCEEDED' | 'FAILED') => Promise<void>;
  /** of the whole, unless an amount is given */
  openDispute: (paymentId: string, amountMinor?: number) => Promise<void>;
  closeDispute: (paymentId: string, outcome: 'WON' | 'LOST') => Promise<void>;
  failRefund: (refundId: string) => Promise<void>;
  /** Signs a body as the provider does. */
  sign: (body: string, at?: Date, secret?: string) => string;
};

export type ProviderOnTrial = Trial & AsyncDisposable;

/** Presses the button Pay. */
const pressPay = async ({ url }: ProviderSession): Promise<Response> => {
  if (url === null) throw new Error('The session has no page any more');
  return fetch(url, { method: 'POST', body: new URLSearchParams({ action: 'pay' }), redirect: 'manual' });
};

export async function sandboxOnTrial(): Promise<ProviderOnTrial> {
  const sandbox = await openSandboxOnTrial();
  const receiver = await startReceiver();
  receiver.read(sandbox.provider);
  sandbox.listening(receiver.url);
  const jobs = await sandbox.work();
  const { now } = sandbox.adapters;
  const { provider, operator, timePasses } = sandbox;
  return register<Trial>(
    'sandbox on trial',
    {
      ...operator,
      provider,
      receiver,
      now,
      timePasses,
      maxAmountMinor: Number.MAX_SAFE_INTEGER,
      pay: pressPay,
      sign: (payload: string, at = now(), secret = SANDBOX_SECRET) =>
        Stripe.webhooks.generateTestHeaderString({
          payload,
          secret,
          timestamp: Math.floor(at.getTime() / 1_000),
        }),
    },
    async () => {
      await jobs[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
      await sandbox[Symbol.asyncDispose]();
    },
  );
}

export const STRIPE_KEY = 'sk_test_of_the_double';
export const STRIPE_SECRET = 'whsec_of_the_double';

/** The provider that speaks to Stripe, with a double of Stripe to speak to. */
export async function openStripeOnTrial(
  options: { timeoutMs?: number; retries?: number; budgetMs?: number } = {},
) {
  const adapters = testAdapters();
  const { now } = adapters;
  const double = await startStripeDouble({ secretKey: STRIPE_KEY, webhookSecret: STRIPE_SECRET, now });
  const client = createStripeClient({ secretKey: STRIPE_KEY, apiUrl: double.url, ...options });
  const provider = createStripeProvider(
    client,
    { secret: STRIPE_SECRET, isLive: false, now },
    options.budgetMs,
  );
  return register('stripe', { adapters, double, provider }, async () => {
    await double[Symbol.asyncDispose]();
  });
}

export async function stripeOnTrial(): Promise<ProviderOnTrial> {
  const stripe = await openStripeOnTrial();
  const { provider, double, adapters } = stripe;
  const { books } = double;
  const receiver = await startReceiver();
  receiver.read(provider);
  double.tellTo(receiver.url);
  return register<Trial>(
    'stripe on trial',
    {
      provider,
      receiver,
      now: adapters.now,
      timePasses: async (ms: number) => {
        adapters.advance(ms);
        double.sweep();
      },
      maxAmountMinor: MAX_AMOUNT,
      pay: pressPay,
      payLater: async (id: string) => completeSession(books, id, 'processing'),
      settle: async (id: string, outcome: 'SUCCEEDED' | 'FAILED') => settlePayment(books, id, outcome),
      openDispute: async (id: string, amount?: number) => openDispute(books, id, { amount }),
      closeDispute: async (id: string, outcome: string) => closeDispute(books, id, outcome.toLowerCase()),
      failRefund: async (id: string) => settleRefund(books, id, 'failed'),
      sign: double.sign,
    },
    async () => {
      await stripe[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
    },
  );
}
