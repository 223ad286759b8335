import { randomBytes } from 'node:crypto';
import { ProviderRefused, ProviderUnavailable } from '../src/providers/errors.ts';
import type {
  PaymentProvider,
  ProviderDispute,
  ProviderPayment,
  ProviderSession,
  SessionRequest,
  SessionState,
} from '../src/providers/provider.ts';

type Call = 'openSession' | 'findSession' | 'expireSession' | 'refund' | 'findPayment';

const HALF_HOUR_MS = 30 * 60_000;
const id = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

/** A payment provider in memory, whose buyers, banks and outages the test plays. */
export function fakeProvider(now: () => Date) {
  const sessions = new Map<string, ProviderSession>();
  const payments = new Map<string, ProviderPayment>();
  const requests = new Map<string, { asked: string; sessionId: string }>();
  const refundKeys = new Map<string, string>();
  const calls: { call: Call; key: string | undefined }[] = [];
  /** what becomes of the refunds that are asked for */
  let refundsAre: 'SUCCEEDED' | 'PENDING' | 'FAILED' = 'SUCCEEDED';
  /** what refunds that met with a no or a fault are answered under their keys */
  const refusedKeys = new Map<string, Error>();
  let refusal: Error | undefined;
  let isAway: readonly Call[] = [];
  let interrupt: ((call: Call) => Promise<void>) | undefined;

  const sessionOf = (sessionId: string): ProviderSession => {
    const session = sessions.get(sessionId);
    if (!session) throw new ProviderRefused('resource_missing');
    return session;
  };
  const paymentOf = (paymentId: string): ProviderPayment => {
    const payment = payments.get(paymentId);
    if (!payment) throw new ProviderRefused('resource_missing');
    return payment;
  };
  const count = (payment: ProviderPayment): void => {
    const succeeded = payment.refunds.filter(({ status }) => status === 'SUCCEEDED');
    payment.refundedMinor = succeeded.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  };
  const enter = async (call: Call, key?: string): Promise<void> => {
    calls.push({ call, key });
    await interrupt?.(call);
    if (isAway.includes(call)) throw new ProviderUnavailable('The provider is away');
  };
  /** a copy, as something that came over a wire */
  const copy = <T>(value: T): T => structuredClone(value);

  const setState = (sessionId: string, state: SessionState): ProviderSession => {
    const session = sessionOf(sessionId);
    session.state = state;
    if (state.status !== 'OPEN') session.url = null;
    if ('paymentId' in state && !payments.has(state.paymentId)) {
      const { checkoutId } = session;
      const payment = { id: state.paymentId, checkoutId, refundedMinor: 0, refunds: [], disputes: [] };
      payments.set(state.paymentId, payment);
    }
    return session;
  };
  const openRequest = (request: SessionRequest, key: string): ProviderSession => {
    const asked = JSON.stringify(request);
    const earlier = requests.get(key);
    if (earlier && earlier.asked !== asked) throw new ProviderRefused('idempotency_error');
    if (earlier) return sessionOf(earlier.sessionId);
    if (request.expiresAt.getTime() < now().getTime() + HALF_HOUR_MS) {
      throw new ProviderRefused('parameter_invalid_integer');
    }
    const sessionId = id('cs');
    const { checkoutId, amountMinor, currency } = request;
    const url = `https://pay.example/${sessionId}`;
    const session = {
      id: sessionId,
      checkoutId,
      url,
      amountMinor,
      currency,
      state: { status: 'OPEN' } as const,
    };
    sessions.set(sessionId, session);
    requests.set(key, { asked, sessionId });
    return session;
  };

  const provider: PaymentProvider = {
    name: 'sandbox',
    openSession: async (request, key) => {
      await enter('openSession', key);
      return copy(openRequest(request, key));
    },
    findSession: async (sessionId) => {
      await enter('findSession');
      return copy(sessionOf(sessionId));
    },
    expireSession: async (sessionId) => {
      await enter('expireSession');
      const session = sessionOf(sessionId);
      if (session.state.status === 'OPEN') setState(sessionId, { status: 'EXPIRED' });
      return copy(session);
    },
    refund: async ({ paymentId }, key) => {
      await enter('refund', key);
      if (refusal) refusedKeys.set(key, refusal);
      const refused = refusedKeys.get(key);
      if (refused) throw refused;
      const payment = paymentOf(paymentId);
      const session = [...sessions.values()].find(({ checkoutId }) => checkoutId === payment.checkoutId);
      const amountMinor = (session?.amountMinor ?? 0) - payment.refundedMinor;
      const done = payment.refunds.find((one) => one.id === refundKeys.get(key) || amountMinor === 0);
      if (done) return copy(done);
      const reason = refundsAre === 'FAILED' ? 'expired_or_canceled_card' : null;
      const refund = { id: id('re'), amountMinor, status: refundsAre, reason };
      payment.refunds.unshift(refund);
      refundKeys.set(key, refund.id);
      count(payment);
      return copy(refund);
    },
    findPayment: async (paymentId) => {
      await enter('findPayment');
      return copy(paymentOf(paymentId));
    },
    readWebhook: () => {
      throw new Error('No webhooks are read here');
    },
  };

  return {
    ...provider,
    calls,
    sessions,
    payments,
    setState,
    pay: (sessionId: string): string => {
      const paymentId = id('pi');
      setState(sessionId, { status: 'PAID', paymentId });
      return paymentId;
    },
    /** Has money of a payment go back that the platform has not asked for. */
    giveBack: (paymentId: string, amountMinor: number): void => {
      const payment = paymentOf(paymentId);
      payment.refunds.unshift({ id: id('re'), amountMinor, status: 'SUCCEEDED', reason: null });
      count(payment);
    },
    setRefund: (paymentId: string, status: 'SUCCEEDED' | 'FAILED'): void => {
      const payment = paymentOf(paymentId);
      const [latest] = payment.refunds;
      if (latest) latest.status = status;
      count(payment);
    },
    /** Opens a dispute, of the whole unless an amount is given, or has the latest come to its end. */
    setDispute: (paymentId: string, status: ProviderDispute['status'], amountMinor?: number): void => {
      const { disputes, checkoutId } = paymentOf(paymentId);
      const [latest] = disputes;
      if (latest && status !== 'OPEN') return void (latest.status = status);
      const session = [...sessions.values()].find((one) => one.checkoutId === checkoutId);
      disputes.unshift({ id: id('dp'), amountMinor: amountMinor ?? session?.amountMinor ?? 0, status });
    },
    /** Has refunds be refused, or met with a fault, which is remembered under their keys; no more if called with nothing. */
    refuseRefunds: (error?: Error): void => void (refusal = error),
    refundsWill: (be: typeof refundsAre): void => void (refundsAre = be),
    /** Has these calls find nobody there; none if called with nothing. */
    leave: (...of: Call[]): void => void (isAway = of),
    /** Has something happen while a call is on its way. */
    meanwhile: (work: typeof interrupt): void => void (interrupt = work),
  };
}

export type FakeProvider = ReturnType<typeof fakeProvider>;
